package org.coincide.processes.checks.paths;

import java.util.List;
import java.util.Set;

/**
 * What a walk came by.
 *
 * @param paths ways that came to an end, or to a state that was known already
 * @param states different states that it met
 * @param capped whether it stopped before it had met all
 * @param elements every element that some path came by
 */
public record Walked(int paths, int states, boolean capped, Set<String> elements, List<Objection> objections) {}
