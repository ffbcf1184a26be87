package org.coincide.processes.paths.graph;

import java.util.Set;

/**
 * A branch that neither depends on other branches nor changes anything there.
 *
 * @param first its non-interrupting event, or its first element after a parallel gateway
 * @param reads the variables that decide its paths
 * @param lasting whether it has a wait state, so that it can still be active when all other branches have ended
 */
public record SideBranch(ProcessNode first, Set<String> reads, boolean lasting) {

    public SideBranch {
        reads = Set.copyOf(reads);
    }
}
