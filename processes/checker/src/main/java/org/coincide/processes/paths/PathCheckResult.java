package org.coincide.processes.paths;

import java.util.List;
import java.util.Set;

/**
 * The result of a path check.
 *
 * @param paths number of paths that reached an end or a known state
 * @param states number of different states
 * @param limited whether the exploration stopped at its limit of states
 * @param elements the identifiers of the visited elements
 */
public record PathCheckResult(
        int paths, int states, boolean limited, Set<String> elements, List<PathViolation> violations) {}
