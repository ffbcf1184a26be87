package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.coincide.processes.paths.expression.VariableResolver;
import org.coincide.processes.paths.graph.ProcessGraph;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.hash.HashedMap;

/** A process instance, a sub-process or another scope of execution: its tokens, its variables, its completed activities. */
final class ExecutionScope {

    enum Role {
        PROCESS,
        SUB_PROCESS,
        EVENT_SUB_PROCESS,
        INSTANCE,
        COMPENSATION
    }

    final int id;
    final Role role;
    final ProcessGraph graph;
    /** The token that waits for this scope; null for a process that the server started. */
    final ExecutionToken owner;
    /** The part of the trade that this scope is about; null for the whole trade. */
    Integer part;

    HashedMap<Object> variables = HashedMap.empty();
    List<ExecutionToken> tokens = new ArrayList<>(2);
    /** Completed activities with a compensation handler, the oldest first. */
    List<ProcessNode> compensable = List.of();
    /** Number of occurrences of each non-interrupting event. */
    HashedMap<Integer> occurred = HashedMap.empty();

    boolean interrupted;
    /** True if a lasting side branch could begin in this scope: at an activity that has ended, or at a parallel gateway. */
    boolean passedSideBranch;

    private boolean ended;

    ExecutionScope(int id, Role role, ProcessGraph graph, ExecutionToken owner) {
        this.id = id;
        this.role = role;
        this.graph = graph;
        this.owner = owner;
        this.part = owner == null ? null : owner.scope.part;
    }

    ExecutionScope copy(ExecutionToken to) {
        var copy = new ExecutionScope(id, role, graph, to);
        copy.part = part;
        copy.variables = variables;
        copy.compensable = compensable;
        copy.occurred = occurred;
        copy.interrupted = interrupted;
        copy.passedSideBranch = passedSideBranch;
        for (var token : tokens) {
            copy.tokens.add(token.copy(copy));
        }
        return copy;
    }

    /**
     * Returns whether this scope is about any part but the first. Such a part takes the first outcome of each task and no event: the first part
     * covers every failure, and no combination of parts is illegal.
     */
    boolean isDefaultPathOnly() {
        return part != null && part > 0;
    }

    boolean isAlive() {
        return !ended && (owner == null || owner.nested.contains(this) && owner.isAlive());
    }

    void end() {
        ended = true;
        tokens.clear();
    }

    /** The token of this identifier, in this scope or a nested one; null where there is none. */
    ExecutionToken token(int id) {
        for (var token : tokens) {
            var found = token.id == id ? token : token.nestedToken(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    int allCompensable() {
        var sum = compensable.size();
        for (var token : tokens) {
            for (var nested : token.nested) {
                sum += nested.allCompensable();
            }
        }
        return sum;
    }

    boolean isProcess() {
        return role == Role.PROCESS;
    }

    /** The process instance that this scope belongs to. */
    ExecutionScope process() {
        return isProcess() ? this : owner.scope.process();
    }

    /** Removes the variables of this process, and of those that it calls, that no token can read any more. */
    void removeUnread() {
        if (isProcess()) {
            for (var name : variables.names()) {
                if (!graph.returns(name) && !canRead(name)) {
                    variables = variables.without(name);
                }
            }
        }
        for (var token : tokens) {
            for (var nested : token.nested) {
                nested.removeUnread();
            }
        }
    }

    /** Returns whether a token of this scope can read a variable of its process. */
    private boolean canRead(String name) {
        for (var token : tokens) {
            if (token.node.canRead(name)) {
                return true;
            }
            for (var nested : token.nested) {
                if (!nested.isProcess() && nested.canRead(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasSeveralTokens() {
        if (tokens.size() > 1) {
            return true;
        }
        for (var token : tokens) {
            for (var nested : token.nested) {
                if (nested.hasSeveralTokens()) {
                    return true;
                }
            }
        }
        return false;
    }

    Object variable(String name) {
        if (variables.has(name)) {
            return variables.get(name);
        }
        return isProcess() ? VariableResolver.MISSING : owner.variable(name);
    }

    void addCompensable(List<ProcessNode> activities) {
        compensable = Stream.concat(compensable.stream(), activities.stream()).toList();
    }

    /** Sets a variable of this scope. */
    void setLocal(String name, Object value) {
        variables = variables.with(name, value);
    }

    /** Removes a variable as the engine does: from the nearest scope that has it. */
    void remove(String name) {
        if (variables.has(name)) {
            variables = variables.without(name);
        } else if (!isProcess()) {
            owner.remove(name);
        }
    }

    /** Sets a variable as the engine does: in the nearest scope that has it, else in the process. */
    void set(String name, Object value) {
        if (isProcess() || variables.has(name)) {
            setLocal(name, value);
        } else {
            owner.set(name, value);
        }
    }
}
