package org.coincide.engine.lifecycle;

import java.util.Arrays;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Gives a lost race its name. The engine reads a process instance by several statements; where the instance moves or ends
 * between two of them, the engine fails at putting the pieces together, by a {@code NullPointerException} or ENGINE-03077,
 * which a job would count as a failed attempt of its own. Nothing has been written then, so it is what the engine says of a
 * race that is lost when it writes: try again.
 */
final class OptimisticLockingInterceptor extends CommandInterceptor {

    private static final Set<String> ASSEMBLY = Set.of("ensureExecutionTreeInitialized", "restoreProcessInstance");

    /** Where the failing frames stand in a trace: beneath them at most the engine's own making of the exception. */
    private static final int INNERMOST = 4;

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (NullPointerException | ProcessEngineException failure) {
            if (isTorn(failure)) {
                throw new OptimisticLockingException("The process instance changed while it was read", failure);
            }
            throw failure;
        }
    }

    private static boolean isTorn(RuntimeException failure) {
        return Arrays.stream(failure.getStackTrace())
                .limit(INNERMOST)
                .anyMatch(frame -> frame.getClassName().equals(ExecutionEntity.class.getName())
                        && ASSEMBLY.contains(frame.getMethodName()));
    }
}
