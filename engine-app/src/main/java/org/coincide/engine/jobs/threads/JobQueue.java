package org.coincide.engine.jobs.threads;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The queue of the threads that execute jobs, in the order of turns. Jobs of running trades and other jobs have a limit each, so that
 * neither leaves the other without a place. Jobs beyond the limits wait in the database, which knows their priorities.
 */
final class JobQueue extends PriorityBlockingQueue<Runnable> {

    private static final long serialVersionUID = 1L;

    private final Semaphore placesOfRunning;
    private final Semaphore placesOfOthers;

    JobQueue(int limitOfRunning, int limitOfOthers) {
        super(Math.max(1, limitOfOthers), Comparator.comparing(QueuedJobs.class::cast));
        this.placesOfRunning = new Semaphore(limitOfRunning);
        this.placesOfOthers = new Semaphore(limitOfOthers);
    }

    /** Returns whether the queue accepts a job of a running trade, or another one. */
    boolean hasPlace(boolean ofRunningTrade) {
        return places(ofRunningTrade).availablePermits() > 0;
    }

    /** Waits until the queue accepts a job that is not of a running trade, or until the time is over. */
    void awaitPlace(Duration atMost) throws InterruptedException {
        if (placesOfOthers.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            placesOfOthers.release();
        }
    }

    @Override
    public boolean offer(Runnable task) {
        return places(((QueuedJobs) task).ofRunningTrade()).tryAcquire() && super.offer(task);
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
            places(((QueuedJobs) task).ofRunningTrade()).release();
        }
        return task;
    }

    private Semaphore places(boolean ofRunningTrade) {
        return ofRunningTrade ? placesOfRunning : placesOfOthers;
    }
}
