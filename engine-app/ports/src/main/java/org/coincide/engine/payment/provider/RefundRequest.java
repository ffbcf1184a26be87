package org.coincide.engine.payment.provider;

import org.coincide.engine.payment.Amount;

/**
 * Request to return a part of a capture.
 *
 * @param key idempotency key, at most 160 printable ASCII characters
 */
public record RefundRequest(String key, Capture capture, Amount amount) {}
