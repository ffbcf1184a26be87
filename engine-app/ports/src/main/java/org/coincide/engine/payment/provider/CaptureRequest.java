package org.coincide.engine.payment.provider;

import org.coincide.engine.payment.Amount;

/**
 * Request to take a part of an authorized amount.
 *
 * @param key idempotency key, at most 160 printable ASCII characters
 * @param last whether no other capture of this authorization follows; its rest can be released
 */
public record CaptureRequest(String key, Authorization authorization, Amount amount, boolean last) {}
