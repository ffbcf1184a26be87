package org.coincide.engine.jobs;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;

/** The engine's jobs. New ones are handed over; those that follow in the same process instance stay in the engine's own thread. */
final class HandedOverJobs extends JobManager {

    private final JobHandOver handOver;

    HandedOverJobs(JobHandOver handOver) {
        this.handOver = handOver;
    }

    @Override
    protected void hintJobExecutor(JobEntity job) {
        ProcessEngineConfigurationImpl engine = Context.getProcessEngineConfiguration();
        if (!isCandidate(job, engine) || !handOver.take(job, engine)) {
            super.hintJobExecutor(job);
        }
    }

    private boolean isCandidate(JobEntity job, ProcessEngineConfigurationImpl engine) {
        return job instanceof MessageEntity
                && engine.getJobExecutor().isActive()
                && !job.isSuspended()
                && job.isExclusive()
                && isJobDue(job)
                && isJobPriorityInJobExecutorPriorityRange(job.getPriority())
                && !isExecutedNext(job);
    }

    private boolean isExecutedNext(JobEntity job) {
        JobExecutorContext executing = Context.getJobExecutorContext();
        return executing != null
                && executing.isExecutingExclusiveJob()
                && areInSameProcessInstance(job, executing.getCurrentJob());
    }

    /** Does not look for deliveries of events in jobs of their own: only asynchronous signals have some, which models cannot contain. */
    @Override
    public List<JobEntity> findJobsByConfiguration(String handlerType, String configuration, String tenantId) {
        return ProcessEventJobHandler.TYPE.equals(handlerType)
                ? List.of()
                : super.findJobsByConfiguration(handlerType, configuration, tenantId);
    }
}
