package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.AcquireJobsCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/**
 * Lets the acquisition look for jobs when several of them find a place. Under load, it would look whenever one finds a place, and each look
 * reads all jobs that were executed since PostgreSQL vacuumed their table.
 */
final class PacedAcquisition implements AcquireJobsCommandFactory {

    private final JobExecutor executor;
    private final JobHandOver handOver;

    PacedAcquisition(JobExecutor executor, JobHandOver handOver) {
        this.executor = executor;
        this.handOver = handOver;
    }

    @Override
    public Command<AcquiredJobs> getCommand(int jobs) {
        try {
            handOver.awaitPlaces();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new AcquireJobsCmd(executor, jobs);
    }
}
