package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.QueryPropertyImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * The engine's jobs. New ones are handed over; those that follow in the same process instance stay in the engine's own thread. The
 * others are acquired by priority, and those of the same priority in the order of their creation.
 */
final class HandedOverJobs extends JobManager {

    private static final List<QueryOrderingProperty> BY_PRIORITY_AND_AGE = List.of(
            JOB_PRIORITY_ORDERING_PROPERTY,
            new QueryOrderingProperty(new QueryPropertyImpl("CREATE_TIME_"), Direction.ASCENDING));

    private final JobHandOver handOver;
    private final DueJobs due;

    private String knownInstance;
    private String stepInstance;
    private Map<String, List<JobEntity>> ofExecutions = Map.of();
    private List<String> found = List.of();
    private DirectSteps direct;

    HandedOverJobs(JobHandOver handOver, DueJobs due) {
        this.handOver = handOver;
        this.due = due;
    }

    @Override
    protected void hintJobExecutor(JobEntity job) {
        ProcessEngineConfigurationImpl engine = Context.getProcessEngineConfiguration();
        if (isCandidate(job, engine)) {
            if (direct != null && direct.take(job)) {
                return;
            }
            if (handOver.take(job, engine)) {
                return;
            }
            due.stored();
        } else if (!isExecutedNext(job)) {
            due.mayBeStored();
        }
        super.hintJobExecutor(job);
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

    /** Acquires as the engine does, but the oldest of several jobs with the same priority first, whether they have a due date or not. */
    @Override
    @SuppressWarnings("unchecked")
    public List<AcquirableJobEntity> findNextJobsToExecute(Page page) {
        ProcessEngineConfigurationImpl engine = Context.getProcessEngineConfiguration();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("now", ClockUtil.getCurrentTime());
        parameters.put("alwaysSetDueDate", isEnsureJobDueDateNotNull());
        parameters.put("deploymentAware", engine.isJobExecutorDeploymentAware());
        parameters.put(
                "deploymentIds",
                engine.getRegisteredDeployments().isEmpty() ? null : engine.getRegisteredDeployments());
        parameters.put("jobPriorityMin", null);
        parameters.put("jobPriorityMax", null);
        parameters.put("historyCleanupEnabled", engine.isHistoryCleanupEnabled());
        parameters.put("orderingProperties", BY_PRIORITY_AND_AGE);
        parameters.put("applyOrdering", true);
        parameters.put(
                "applyExclusiveOverProcessHierarchies", engine.isJobExecutorAcquireExclusiveOverProcessHierarchies());
        List<AcquirableJobEntity> jobs = getDbEntityManager().selectList("selectNextJobsToExecute", parameters, page);
        due.acquired(jobs.size(), page.getMaxResults());
        found = jobs.stream().map(AcquirableJobEntity::getId).toList();
        return jobs;
    }

    /** Returns the jobs of this command's acquisition in the order in which they are to be executed. */
    List<String> found() {
        return found;
    }

    private boolean isExecutedNext(JobEntity job) {
        JobExecutorContext executing = Context.getJobExecutorContext();
        return executing != null
                && executing.isExecutingExclusiveJob()
                && areInSameProcessInstance(job, executing.getCurrentJob());
    }

    /** Executes a command, and then the steps that follow from it. A command within it leaves its steps to the outer one. */
    <T> T withSteps(DirectSteps steps, Supplier<T> command) {
        if (direct != null) {
            return command.get();
        }
        direct = steps;
        try {
            T result = command.get();
            for (JobEntity step = direct.next(); step != null; step = direct.next()) {
                execute(step);
            }
            return result;
        } finally {
            direct = null;
        }
    }

    /** The row of a job that is created and executed by the same command is never written. */
    private void execute(JobEntity step) {
        stepInstance = step.getProcessInstanceId();
        step.execute(Context.getCommandContext());
    }

    /** Reads the jobs of a process instance, for this command. */
    void readInstance(String processInstance) {
        ofExecutions = findJobsByProcessInstanceId(processInstance).stream()
                .filter(job -> job.getExecutionId() != null)
                .collect(Collectors.groupingBy(JobEntity::getExecutionId));
        knownInstance = processInstance;
    }

    @Override
    public List<JobEntity> findJobsByExecutionId(String id) {
        ExecutionEntity execution = getDbEntityManager().getCachedEntity(ExecutionEntity.class, id);
        if (execution != null && isOnlyOfStep(execution.getProcessInstanceId())) {
            readInstance(stepInstance);
        }
        return execution != null && execution.getProcessInstanceId().equals(knownInstance)
                ? new ArrayList<>(ofExecutions.getOrDefault(id, List.of()))
                : super.findJobsByExecutionId(id);
    }

    /** Many steps end no execution and need no jobs, so these are read when the first one ends. */
    private boolean isOnlyOfStep(String processInstance) {
        return processInstance.equals(stepInstance) && !processInstance.equals(knownInstance);
    }

    /** Does not look for deliveries of events in jobs of their own: only asynchronous signals have some, which models cannot contain. */
    @Override
    public List<JobEntity> findJobsByConfiguration(String handlerType, String configuration, String tenantId) {
        return ProcessEventJobHandler.TYPE.equals(handlerType)
                ? List.of()
                : super.findJobsByConfiguration(handlerType, configuration, tenantId);
    }
}
