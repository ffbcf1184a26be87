package org.coincide.engine.jobs.threads;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The threads that execute jobs. New jobs of running trades come first. Jobs from the database, such as timers, and new orders come
 * after them, but wait at most {@code coincide.jobs.hand-over.precedence} longer.
 */
public class JobThreads extends ThreadPoolTaskExecutor {

    private static final long serialVersionUID = 1L;

    private final JobQueue queue;
    private final long precedence;
    private final Duration placeWait;
    private final AtomicLong numbers = new AtomicLong();

    /** @param acquired maximum number of jobs from the database and of new orders that wait for a thread */
    public JobThreads(JobHandOverProperties handOver, int acquired) {
        this.queue = new JobQueue(handOver.maxQueued(), acquired);
        this.precedence = handOver.precedence().toNanos();
        this.placeWait = handOver.placeWait();
    }

    /** Returns whether a new job finds a place. */
    public boolean hasPlace(boolean ofRunningTrade) {
        return queue.hasPlace(ofRunningTrade);
    }

    /** Executes jobs of a running trade, before all others. */
    public void executeFirst(Runnable jobs) {
        super.execute(queued(jobs, true));
    }

    /** Executes the first job of an order. */
    public void executeNew(Runnable jobs) {
        super.execute(queued(jobs, false));
    }

    /**
     * Executes jobs that were acquired from the database. If there is no place for them, it waits for one: otherwise the engine would offer
     * them again at once, and acquire one job at a time.
     *
     * @throws TaskRejectedException if there is no place within {@code coincide.jobs.hand-over.place-wait}
     */
    @Override
    public void execute(Runnable jobs) {
        if (getPoolSize() >= getMaxPoolSize()) {
            try {
                queue.awaitPlace(placeWait);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new TaskRejectedException("The acquisition of jobs stops", stopped);
            }
        }
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
