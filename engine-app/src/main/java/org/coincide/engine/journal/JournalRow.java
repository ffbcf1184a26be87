package org.coincide.engine.journal;

/**
 * One message to a client as it was first written.
 *
 * @param tradingId null for a refusal
 * @param body the CloudEvent in structured JSON: the exact text that is sent, each time
 */
public record JournalRow(long id, String clientId, String tradingId, String body) {}
