package org.coincide.processes.checks.paths;

import java.util.function.Consumer;

/**
 * One thing that can happen to a trade that waits.
 *
 * @param name as an editor knows it: an element, or a message
 * @param isAJob whether the engine does it by itself
 * @param step what it does
 */
record Happening(String name, boolean isAJob, Consumer<Player> step) {}
