package org.coincide.client.verification;

/**
 * An order as this client sent it.
 *
 * @param digest SHA-256 of its canonical JSON
 * @param tradingId of the trade that it became; null while the server has not accepted it
 */
public record SentOrder(String reference, String digest, String tradingId) {}
