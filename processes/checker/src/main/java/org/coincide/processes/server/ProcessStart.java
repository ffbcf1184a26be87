package org.coincide.processes.server;

import java.util.List;
import java.util.function.Predicate;

/**
 * A process that the server starts.
 *
 * @param outcomes the variables that it can start with
 * @param when the facts under which the server starts it
 * @param atMost how often it is started on one path of the path check
 */
public record ProcessStart(String process, List<TaskOutcome> outcomes, Predicate<TradeFacts> when, int atMost) {}
