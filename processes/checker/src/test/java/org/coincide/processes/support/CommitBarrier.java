package org.coincide.processes.support;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;

/**
 * Blocks a transaction of the engine before it is flushed until another one is there too: the worst moment at which two branches of an
 * order can collide.
 */
public final class CommitBarrier implements CommandContextListener {

    private final CyclicBarrier both = new CyclicBarrier(2);

    /** Lets the present transaction wait at the barrier. */
    public void register() {
        Context.getCommandContext().registerCommandContextListener(this);
    }

    @Override
    public void onCommandContextClose(CommandContext commandContext) {
        try {
            both.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("The other branch never came", e);
        }
    }

    @Override
    public void onCommandFailed(CommandContext commandContext, Throwable failure) {
        both.reset();
    }
}
