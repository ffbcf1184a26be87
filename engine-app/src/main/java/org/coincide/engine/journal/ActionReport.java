package org.coincide.engine.journal;

import java.time.Instant;

/**
 * What a client has to do so that its order goes on, as it is told of it.
 *
 * @param url where it is done
 * @param until after this it is too late
 */
public record ActionReport(String url, Instant until) {}
