package org.coincide.client.contract;

import java.time.Instant;

/**
 * The CloudEvents attributes that the client works with.
 *
 * @param sequence from 1 within a trade; 0 for a message that belongs to no trade's sequence
 */
public record Envelope(String id, String source, String type, String subject, Instant time, long sequence) {}
