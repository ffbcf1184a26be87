package org.coincide.engine.payment.provider;

/**
 * Request to release an authorization.
 *
 * @param key idempotency key, at most 160 printable ASCII characters
 */
public record VoidRequest(String key, Authorization authorization) {}
