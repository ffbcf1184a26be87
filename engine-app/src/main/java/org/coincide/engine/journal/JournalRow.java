package org.coincide.engine.journal;

/**
 * A stored message to a client.
 *
 * @param tradingId null for a refusal
 * @param body the CloudEvent in structured JSON: the text that is sent, identical at each delivery
 * @param resends number of times that the message was asked for again
 */
public record JournalRow(long id, String clientId, String tradingId, String body, int resends) {}
