package org.coincide.engine.jobs;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The threads that execute jobs. New jobs of running trades come first. Jobs from the database, such as timers, and new orders come
 * after them, but wait at most {@code coincide.jobs.hand-over.precedence} longer.
 */
class JobThreads extends ThreadPoolTaskExecutor {

    private static final long serialVersionUID = 1L;

    private final JobQueue queue;
    private final long precedence;
    private final AtomicLong numbers = new AtomicLong();

    /** @param acquired maximum number of jobs from the database and of new orders that wait for a thread */
    JobThreads(JobHandOverProperties handOver, int acquired) {
        this.queue = new JobQueue(handOver.maxQueued(), acquired);
        this.precedence = handOver.precedence().toNanos();
    }

    /** Returns whether a new job finds a place. */
    boolean hasPlace(boolean ofRunningTrade) {
        return queue.hasPlace(ofRunningTrade);
    }

    /** Executes jobs of a running trade, before those of {@link #execute(Runnable)}. */
    void executeFirst(Runnable jobs) {
        super.execute(queued(jobs, true));
    }

    @Override
    public void execute(Runnable jobs) {
        super.execute(queued(jobs, false));
    }

    private QueuedJobs queued(Runnable jobs, boolean ofRunningTrade) {
        long now = System.nanoTime();
        return new QueuedJobs(jobs, ofRunningTrade, ofRunningTrade ? now : now + precedence, numbers.incrementAndGet());
    }

    /** Has limits of its own. */
    @Override
    protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
        return queue;
    }
}
