package org.coincide.processes.checks.paths;

import java.util.function.Consumer;

/**
 * One thing that can happen to a trade that waits.
 *
 * @param name as an editor knows it: an element, or a message
 * @param needsNobody whether nobody outside can decide how it turns out: the engine does it by itself, or a person has no choice but
 *     to do it, and if it is quiet it is all the same when
 * @param step what it does
 */
record Happening(String name, boolean needsNobody, Consumer<Player> step) {}
