package org.coincide.engine.journal.messages;

import java.time.Instant;

/**
 * An action that is required of a client before its order can continue, as published to the client.
 *
 * @param url page on which the client performs the action
 * @param until deadline of the action
 */
public record ActionReport(String url, Instant until) {}
