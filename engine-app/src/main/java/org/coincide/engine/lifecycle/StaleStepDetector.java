package org.coincide.engine.lifecycle;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.context.Context;
import org.coincide.engine.trade.IllegalMoveException;

/**
 * Tells a step that comes too late from one that a model must not take. The trade moves with each transaction, and the engine
 * finds only at the end of its own that another was quicker, such as a timer that ends what a person is just finishing. The
 * trade, which is read under its lock, has moved by then, and the step that was right a moment ago is not allowed any more.
 */
final class StaleStepDetector {

    private StaleStepDetector() {}

    /**
     * Has the engine write what it has done so far, of which nothing stays.
     *
     * @return what to throw: that the race is lost, where the engine finds so; else that the step is illegal
     */
    static RuntimeException or(IllegalMoveException illegal) {
        try {
            Context.getCommandContext().getDbEntityManager().flush();
        } catch (OptimisticLockingException lost) {
            lost.addSuppressed(illegal);
            return lost;
        } catch (ProcessEngineException unfinished) {
            // Work in the middle need not be fit to be written. That the step is illegal is what there is to say.
            illegal.addSuppressed(unfinished);
        }
        return illegal;
    }
}
