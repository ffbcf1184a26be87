package org.coincide.processes.support;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;

/**
 * Holds a transaction of the engine, once all its work is done and before any of it is written, until another one has come
 * as far: the worst moment at which two branches of an order can meet.
 */
public final class CommitBarrier implements CommandContextListener {

    private final CyclicBarrier both = new CyclicBarrier(2);

    /** To be called inside the transaction that is to wait. */
    public void attend() {
        Context.getCommandContext().registerCommandContextListener(this);
    }

    @Override
    public void onCommandContextClose(CommandContext commandContext) {
        try {
            both.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("The other branch never came", e);
        }
    }

    @Override
    public void onCommandFailed(CommandContext commandContext, Throwable failure) {
        both.reset();
    }
}
