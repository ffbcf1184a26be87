package org.coincide.engine.jobs;

import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The queue of the threads that execute jobs, in the order of turns. Jobs of running trades and other jobs have a limit each, so that
 * neither leaves the other without a place. Jobs beyond the limits wait in the database, which knows their priorities.
 */
final class JobQueue extends PriorityBlockingQueue<Runnable> {

    private static final long serialVersionUID = 1L;

    private final int limitOfRunning;
    private final int limitOfOthers;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    JobQueue(int limitOfRunning, int limitOfOthers) {
        super(Math.max(1, limitOfOthers), Comparator.comparing(QueuedJobs.class::cast));
        this.limitOfRunning = limitOfRunning;
        this.limitOfOthers = limitOfOthers;
    }

    /** Returns whether the queue accepts a job of a running trade, or another one. */
    boolean hasPlace(boolean ofRunningTrade) {
        return waiting(ofRunningTrade).get() < limit(ofRunningTrade);
    }

    @Override
    public boolean offer(Runnable task) {
        boolean ofRunningTrade = ((QueuedJobs) task).ofRunningTrade();
        if (waiting(ofRunningTrade).incrementAndGet() > limit(ofRunningTrade)) {
            waiting(ofRunningTrade).decrementAndGet();
            return false;
        }
        return super.offer(task);
    }

    @Override
    public Runnable take() throws InterruptedException {
        return taken(super.take());
    }

    @Override
    public Runnable poll() {
        return taken(super.poll());
    }

    @Override
    public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
        return taken(super.poll(timeout, unit));
    }

    @Override
    public boolean remove(Object task) {
        boolean removed = super.remove(task);
        if (removed) {
            taken((Runnable) task);
        }
        return removed;
    }

    private Runnable taken(Runnable task) {
        if (task != null) {
            waiting(((QueuedJobs) task).ofRunningTrade()).decrementAndGet();
        }
        return task;
    }

    private AtomicInteger waiting(boolean ofRunningTrade) {
        return ofRunningTrade ? running : others;
    }

    private int limit(boolean ofRunningTrade) {
        return ofRunningTrade ? limitOfRunning : limitOfOthers;
    }
}
