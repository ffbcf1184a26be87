package org.coincide.engine.jobs;

import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/**
 * Executes jobs that were handed over. After each execution the engine looks for due jobs in the database, and then again and again with
 * growing pauses, because exclusive jobs of the same process instance may have waited. Here it looks only if there can be some: if due jobs
 * wait, or if one was stored meanwhile that no thread got. Without such a reason it begins its looks again once in the longest pause between
 * two looks, for timers. After a failure the engine looks by itself.
 */
final class HandedOverExecution extends ExecuteJobsRunnable {

    private final DueJobs due;
    private final long storedBefore;

    /** @param storedBefore {@link DueJobs#count()} when the jobs were locked */
    HandedOverExecution(List<String> jobs, ProcessEngineImpl engine, DueJobs due, long storedBefore) {
        super(jobs, engine);
        this.due = due;
        this.storedBefore = storedBefore;
        this.jobExecutor = new Looking(jobExecutor);
    }

    private boolean canHaveKeptOthersWaiting() {
        return due.areWaiting() || due.count() != storedBefore;
    }

    /** The job executor as the execution sees it: it asks whether to go on, and has the database looked at when it has ended. */
    private final class Looking extends JobExecutor {

        private final JobExecutor engines;

        Looking(JobExecutor engines) {
            this.engines = engines;
        }

        @Override
        public boolean isActive() {
            return engines.isActive();
        }

        @Override
        public void jobWasAdded() {
            if (canHaveKeptOthersWaiting() || due.areLooksDue(Duration.ofMillis(engines.getMaxWait()))) {
                engines.jobWasAdded();
            }
        }

        @Override
        protected void startExecutingJobs() {
            throw new UnsupportedOperationException("The engine's job executor starts itself.");
        }

        @Override
        protected void stopExecutingJobs() {
            throw new UnsupportedOperationException("The engine's job executor stops itself.");
        }

        @Override
        public void executeJobs(List<String> jobs, ProcessEngineImpl engine) {
            throw new UnsupportedOperationException("The engine's job executor executes other jobs.");
        }
    }
}
