package org.coincide.processes.paths.execution;

import org.coincide.processes.paths.hash.Hash;
import org.coincide.processes.paths.hash.HashBuilder;

/** Computes hashes of execution states: equal for two states with the same possible continuations, whatever led to them. */
public final class StateHash {

    private StateHash() {}

    public static Hash of(ExecutionState state) {
        return new HashBuilder()
                .add(state.lifecycles().hash())
                .add(state.started.hash())
                .addAnyOrder(state.processes, StateHash::add)
                .build();
    }

    static Hash of(ExecutionToken token) {
        var hash = new HashBuilder();
        add(token, hash);
        return hash.build();
    }

    private static void add(ExecutionScope scope, HashBuilder hash) {
        hash.add(scope.role.ordinal())
                .add(scope.part == null ? -1 : scope.part)
                .add(scope.interrupted)
                .add(scope.passedSideBranch)
                .add(scope.variables.hash())
                .add(scope.occurred.hash());
        scope.compensable.forEach(node -> hash.add(node.hash()));
        hash.addAnyOrder(scope.tokens, StateHash::add);
    }

    private static void add(ExecutionToken token, HashBuilder hash) {
        hash.add(token.node.hash())
                .add(token.mode.ordinal())
                .add(token.single)
                .add(token.remaining)
                .add(token.variables.hash())
                .add(token.occurred.hash())
                .addAnyOrder(token.nested, StateHash::add);
    }
}
