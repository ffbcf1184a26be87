package org.coincide.engine.jobs;

import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/**
 * Acquires jobs, and offers them to the threads in the order in which they were found: by priority. The engine offers the jobs of one
 * acquisition in the order of a hash map, so a new order could come before a timer.
 */
final class AcquisitionInOrder extends AcquireJobsCmd {

    AcquisitionInOrder(JobExecutor executor, int atMost) {
        super(executor, atMost);
    }

    @Override
    public AcquiredJobs execute(CommandContext context) {
        AcquiredJobs acquired = super.execute(context);
        List<String> found = ((HandedOverJobs) context.getJobManager()).found();
        acquired.getJobIdBatches().sort(Comparator.comparingInt(jobs -> found.indexOf(jobs.get(0))));
        return acquired;
    }
}
