package org.coincide.processes.paths;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.processes.paths.graph.ProcessNode;

/**
 * The result of a path check.
 *
 * @param paths number of paths that reached an end or a known state
 * @param states number of different states
 * @param limited whether the exploration stopped at its limit of states
 * @param elements the identifiers of the visited elements
 * @param flows the identifiers of the flows that gateways choose
 * @param dependentBranches the events whose branches are explored in every interleaving with others, each with the reason
 */
public record PathCheckResult(
        int paths,
        int states,
        boolean limited,
        Set<String> elements,
        Set<String> flows,
        Map<ProcessNode, String> dependentBranches,
        List<PathViolation> violations) {}
