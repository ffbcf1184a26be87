package org.coincide.engine.statements;

import java.time.Instant;

/**
 * The progress of a client's receipts.
 *
 * @param unconfirmed number of issued statements that the client has not confirmed
 * @param unconfirmedSince time of the oldest of these statements; null if all are confirmed
 */
public record StatementConfirmation(String clientId, long unconfirmed, Instant unconfirmedSince) {}
