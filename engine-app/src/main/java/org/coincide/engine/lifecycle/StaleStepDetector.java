package org.coincide.engine.lifecycle;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.context.Context;
import org.coincide.engine.trade.IllegalTransitionException;

/**
 * Distinguishes a stale step from an illegal one. When two transactions race, such as a timer that ends a task which a person
 * completes at the same time, the engine detects the conflict only at its final flush. The trade, which is read under its lock,
 * has already changed by then, so the stale step fails first, as illegal.
 */
final class StaleStepDetector {

    private StaleStepDetector() {}

    /**
     * Flushes the engine's changes, which are rolled back in any case, to detect an optimistic lock conflict.
     *
     * @return the exception to throw: the engine's conflict if there is one, else {@code illegal}
     */
    static RuntimeException classify(IllegalTransitionException illegal) {
        try {
            Context.getCommandContext().getDbEntityManager().flush();
        } catch (OptimisticLockingException lost) {
            lost.addSuppressed(illegal);
            return lost;
        } catch (ProcessEngineException unfinished) {
            // The changes of an unfinished command may be unfit for a flush; the illegal step is the cause to report.
            illegal.addSuppressed(unfinished);
        }
        return illegal;
    }
}
