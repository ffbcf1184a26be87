package org.coincide.engine.lifecycle;

import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Stops the engine's job executor when the server stops: after the intake of orders, and before relay, broker and database. No
 * further job is acquired, and the acquired jobs are executed. (The engine itself stops the job executor when it closes. Until then
 * it acquires jobs, while their threads are stopped already.)
 */
@Component
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class JobExecutorLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobExecutorLifecycle.class);

    /** After the listeners, the web server and its management, and before the executors that Spring stops. */
    private static final int PHASE = Integer.MAX_VALUE - 4096;

    private final JobExecutor jobs;
    private final ThreadPoolTaskExecutor threads;
    private final JobExecutorProperties properties;
    private volatile boolean running;

    JobExecutorLifecycle(
            JobExecutor jobs,
            @Qualifier("camundaTaskExecutor") ThreadPoolTaskExecutor threads,
            JobExecutorProperties properties) {
        this.jobs = jobs;
        this.threads = threads;
        this.properties = properties;
    }

    /** Does nothing: the engine starts its job executor. */
    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        jobs.shutdown();
        threads.initiateShutdown();
        try {
            if (!threads.getThreadPoolExecutor()
                    .awaitTermination(properties.stopWait().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "Jobs still run {} after the stop began. They roll back and are executed after the next start.",
                        properties.stopWait());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
