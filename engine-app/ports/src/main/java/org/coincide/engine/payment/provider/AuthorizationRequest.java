package org.coincide.engine.payment.provider;

import org.coincide.engine.payment.Amount;

/**
 * Request to hold an amount on a card.
 *
 * @param key idempotency key, at most 160 printable ASCII characters
 * @param tradingId the trade that is paid, for the provider's records
 * @param token the card, as a token that the client obtained from the provider
 * @param clientPresent whether the holder can be asked to confirm; false when an order in progress is authorized anew
 */
public record AuthorizationRequest(String key, String tradingId, Amount amount, String token, boolean clientPresent) {}
