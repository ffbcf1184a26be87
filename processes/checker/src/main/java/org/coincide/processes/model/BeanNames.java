package org.coincide.processes.model;

import java.util.Set;

/**
 * The names of the server's beans that a model can use.
 *
 * @param delegates delegates of tasks
 * @param executionListeners listeners of processes
 * @param taskListeners listeners of user tasks
 */
public record BeanNames(Set<String> delegates, Set<String> executionListeners, Set<String> taskListeners) {

    /** Copies. */
    public BeanNames {
        delegates = Set.copyOf(delegates);
        executionListeners = Set.copyOf(executionListeners);
        taskListeners = Set.copyOf(taskListeners);
    }
}
