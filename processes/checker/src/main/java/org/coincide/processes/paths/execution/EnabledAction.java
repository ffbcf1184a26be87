package org.coincide.processes.paths.execution;

import java.util.function.Consumer;
import java.util.function.Function;
import org.coincide.processes.paths.expression.VariableResolver;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.graph.SideBranch;
import org.coincide.processes.paths.hash.Hash;
import org.coincide.processes.paths.hash.HashBuilder;
import org.coincide.processes.server.ProcessStart;

/**
 * An action that is possible in the present state.
 *
 * @param name the identifier of an element, or the name of a message
 * @param automatic whether its outcome depends on nobody outside: a job, or a user task with one outcome
 * @param job whether it is a job, which the engine executes at once
 * @param owner the number of the token or scope that it concerns; 0 for the start of a process
 * @param sideBranch equal for two events that begin the same side branch with the same variables; null for every other action
 * @param event the message or timer event that occurs; null for every other action
 * @param effect its effect on the tokens
 */
public record EnabledAction(
        String name,
        boolean automatic,
        boolean job,
        int owner,
        Hash sideBranch,
        ProcessNode event,
        Consumer<TokenExecutor> effect) {

    EnabledAction(String name, boolean automatic, boolean job, int owner, Consumer<TokenExecutor> effect) {
        this(name, automatic, job, owner, null, null, effect);
    }

    /** The start of a process by the server. */
    public static EnabledAction start(ProcessStart start) {
        return new EnabledAction("start of " + start.process(), false, false, 0, executor -> executor.start(start));
    }

    /** The begin of a side branch that leaves a parallel gateway. */
    static EnabledAction sideBranch(SideBranch branch, ExecutionScope scope) {
        var first = branch.first();
        return new EnabledAction(first.id(), false, false, scope.id, key(branch, scope::variable), null, executor -> {
            if (executor.state.hasScope(scope.id)) {
                executor.enter(executor.context().newToken(executor.state.scope(scope.id), first));
            }
        });
    }

    /** Equal for two begins of the same side branch with the same values of the variables that decide its paths. */
    static Hash key(SideBranch branch, Function<String, Object> variables) {
        var key = new HashBuilder().add(branch.first().hash());
        branch.reads().stream()
                .sorted()
                .map(variables)
                .forEach(value -> key.add(value == VariableResolver.MISSING ? "missing" : value));
        return key.build();
    }

    /** Returns whether the action concerns a token or scope that was created after this state. */
    public boolean isOfBranchAfter(ExecutionState state) {
        return owner > state.lastId();
    }
}
