package org.coincide.processes.paths.execution;

import java.util.function.Consumer;
import org.coincide.processes.server.ProcessStart;

/**
 * An action that is possible in the present state.
 *
 * @param name the identifier of an element, or the name of a message
 * @param automatic whether its outcome depends on nobody outside: a job, or a user task with one outcome
 * @param effect its effect on the tokens
 */
public record EnabledAction(String name, boolean automatic, Consumer<TokenExecutor> effect) {

    static EnabledAction start(ProcessStart start) {
        return new EnabledAction("start of " + start.process(), false, executor -> executor.start(start));
    }
}
