package org.coincide.processes.paths.execution;

import java.util.HashMap;
import org.coincide.processes.paths.hash.Hash;

/**
 * Limits the equal tokens of a scope. A loop can begin a branch at each turn while the branches of earlier turns are still active, so
 * that the states have no end; a third equal token leads to nothing new.
 */
final class EqualTokens {

    private static final int MAX_EQUAL = 2;

    private EqualTokens() {}

    /** Removes what exceeds the limit. */
    static void limit(ExecutionState state) {
        for (var process : state.processes) {
            limit(process);
        }
    }

    private static void limit(ExecutionScope scope) {
        if (scope.tokens.size() > MAX_EQUAL) {
            var equal = new HashMap<Hash, Integer>();
            // A join counts the tokens that have arrived.
            scope.tokens.removeIf(token -> token.mode != ExecutionToken.Mode.JOINING
                    && equal.merge(StateHash.of(token), 1, Integer::sum) > MAX_EQUAL);
        }
        for (var token : scope.tokens) {
            for (var nested : token.nested) {
                limit(nested);
            }
        }
    }
}
