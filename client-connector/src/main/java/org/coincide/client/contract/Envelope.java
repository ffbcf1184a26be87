package org.coincide.client.contract;

import java.time.Instant;

/**
 * The CloudEvents attributes that the client uses.
 *
 * @param sequence position in the trade's sequence, from 1; 0 for a message outside of any sequence
 */
public record Envelope(String id, String source, String type, String subject, Instant time, long sequence) {}
