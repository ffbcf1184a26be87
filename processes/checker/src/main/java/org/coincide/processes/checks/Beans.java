package org.coincide.processes.checks;

import java.util.Set;

/**
 * The server's beans that a model can name.
 *
 * @param delegates those that do the work of a task
 * @param executionListeners those that listen to a process
 * @param taskListeners those that listen to what people do
 */
public record Beans(Set<String> delegates, Set<String> executionListeners, Set<String> taskListeners) {

    /** Copies. */
    public Beans {
        delegates = Set.copyOf(delegates);
        executionListeners = Set.copyOf(executionListeners);
        taskListeners = Set.copyOf(taskListeners);
    }
}
