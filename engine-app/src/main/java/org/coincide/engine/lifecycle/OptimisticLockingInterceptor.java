package org.coincide.engine.lifecycle;

import java.util.Arrays;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Translates an inconsistent read into an {@link OptimisticLockingException}. The engine reads a process instance with several
 * statements; if the instance moves or ends between two of them, building the execution tree fails with a
 * {@code NullPointerException} or ENGINE-03077, which would use up one of a job's retries. Nothing has been written then, so the
 * job can be retried like after an optimistic lock conflict.
 */
final class OptimisticLockingInterceptor extends CommandInterceptor {

    private static final Set<String> TREE_METHODS = Set.of("ensureExecutionTreeInitialized", "restoreProcessInstance");

    /** Number of stack frames to search: above the failing frame are at most the frames that create the exception. */
    private static final int TOP_FRAMES = 4;

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (NullPointerException | ProcessEngineException failure) {
            if (isInconsistentRead(failure)) {
                throw new OptimisticLockingException("The process instance changed while it was read", failure);
            }
            throw failure;
        }
    }

    private static boolean isInconsistentRead(RuntimeException failure) {
        return Arrays.stream(failure.getStackTrace())
                .limit(TOP_FRAMES)
                .anyMatch(frame -> frame.getClassName().equals(ExecutionEntity.class.getName())
                        && TREE_METHODS.contains(frame.getMethodName()));
    }
}
