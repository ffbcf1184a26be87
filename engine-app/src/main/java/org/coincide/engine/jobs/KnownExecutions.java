package org.coincide.engine.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Reads the executions of a process instance at once when a job begins. The engine reads the execution of the job first and all of its
 * instance a moment later; here the second read answers from the first one.
 */
final class KnownExecutions extends ExecutionManager {

    private final Map<String, List<ExecutionEntity>> ofInstances = new HashMap<>();

    @Override
    public ExecutionEntity findExecutionById(String id) {
        JobExecutorContext executing = Context.getJobExecutorContext();
        if (executing != null
                && isOf(executing.getCurrentJob(), id)
                && getDbEntityManager().getCachedEntity(ExecutionEntity.class, id) == null) {
            String instance = executing.getCurrentJob().getProcessInstanceId();
            ofInstances.put(instance, super.findExecutionsByProcessInstanceId(instance));
        }
        return super.findExecutionById(id);
    }

    private static boolean isOf(JobEntity job, String execution) {
        return job != null && execution.equals(job.getExecutionId()) && job.getProcessInstanceId() != null;
    }

    @Override
    public List<ExecutionEntity> findExecutionsByProcessInstanceId(String id) {
        List<ExecutionEntity> known = ofInstances.remove(id);
        return known == null ? super.findExecutionsByProcessInstanceId(id) : known;
    }

    /**
     * The end of a process that another one has called leaves no authorizations of it: they are given for a trade's own process. The engine
     * would delete them one by one.
     */
    @Override
    public void deleteExecution(ExecutionEntity execution) {
        if (execution.isProcessInstanceExecution() && execution.getSuperExecutionId() != null) {
            getDbEntityManager().delete(execution);
        } else {
            super.deleteExecution(execution);
        }
    }
}
