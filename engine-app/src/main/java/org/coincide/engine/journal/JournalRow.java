package org.coincide.engine.journal;

/**
 * A stored message to a client.
 *
 * @param tradingId null for a refusal
 * @param body the CloudEvent in structured JSON: the text that is sent, identical at each delivery
 */
public record JournalRow(long id, String clientId, String tradingId, String body) {}
