package org.coincide.client.quarantine;

import java.time.Instant;
import org.coincide.client.verification.WarningType;

/**
 * The state of a reported warning at the server.
 *
 * @param tradingId null if the warning names no trade
 * @param text the answer of the server's operator; null before
 * @param answeredAt null before
 * @param acknowledgedAt time at which the server's operator acknowledged the warning; null before
 */
public record ServerAnswer(
        WarningType type, String tradingId, String text, Instant answeredAt, Instant acknowledgedAt) {}
