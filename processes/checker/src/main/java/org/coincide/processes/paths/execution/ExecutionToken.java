package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.List;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.hash.HashedMap;

/** A token at a node of a process. */
final class ExecutionToken {

    enum Mode {
        MOVING,
        JOB_BEFORE,
        JOB_AFTER,
        /** Waits for a person, a message or a timer. */
        WAITING,
        JOINING,
        /** Waits for nested scopes to end: a called process, a sub-process, instances, compensation handlers. */
        NESTED
    }

    final int id;
    ExecutionScope scope;
    ProcessNode node;
    Mode mode = Mode.MOVING;
    /** True if this token runs one instance of a multi-instance activity, or a compensation handler. */
    boolean single;

    HashedMap<Object> variables = HashedMap.empty();
    List<ExecutionScope> nested = List.of();
    /** Number of occurrences of each non-interrupting boundary event. */
    HashedMap<Integer> occurred = HashedMap.empty();
    /** Instances of a sequential multi-instance activity that have not begun. */
    int remaining;

    ExecutionToken(int id, ExecutionScope scope, ProcessNode node) {
        this.id = id;
        this.scope = scope;
        this.node = node;
    }

    boolean isAlive() {
        return scope.tokens.contains(this) && scope.isAlive();
    }

    ExecutionToken copy(ExecutionScope to) {
        var copy = new ExecutionToken(id, to, node);
        copy.mode = mode;
        copy.single = single;
        copy.variables = variables;
        copy.occurred = occurred;
        copy.remaining = remaining;
        for (var scope : nested) {
            copy.add(scope.copy(copy));
        }
        return copy;
    }

    /** The token of this identifier in a nested scope; null where there is none. */
    ExecutionToken nestedToken(int id) {
        for (var scope : nested) {
            var found = scope.token(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Waits for a nested scope to end. */
    void waitFor(ExecutionScope scope) {
        add(scope);
        mode = Mode.NESTED;
    }

    private void add(ExecutionScope scope) {
        if (nested.isEmpty()) {
            nested = new ArrayList<>(2);
        }
        nested.add(scope);
    }

    /** Removes a nested scope that has ended. */
    void remove(ExecutionScope scope) {
        if (!nested.isEmpty()) {
            nested.remove(scope);
        }
    }

    /** Discards everything local when the token leaves the node. */
    void clear() {
        variables = HashedMap.empty();
        occurred = HashedMap.empty();
        nested = List.of();
    }

    Object variable(String name) {
        return variables.has(name) ? variables.get(name) : scope.variable(name);
    }

    /** Sets a local variable. */
    void setLocal(String name, Object value) {
        variables = variables.with(name, value);
    }

    /** Sets a variable as the engine does: in the nearest scope that has it, else in the process. */
    void set(String name, Object value) {
        if (variables.has(name)) {
            setLocal(name, value);
        } else {
            scope.set(name, value);
        }
    }

    /** Removes a variable as the engine does: from the nearest scope that has it. */
    void remove(String name) {
        if (variables.has(name)) {
            variables = variables.without(name);
        } else {
            scope.remove(name);
        }
    }
}
