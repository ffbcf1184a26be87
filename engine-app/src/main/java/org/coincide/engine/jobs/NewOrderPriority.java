package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobPriorityProvider;
import org.camunda.bpm.engine.impl.jobexecutor.JobDeclaration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.coincide.engine.lifecycle.OrderProcess;

/**
 * Gives the first job of each order a lower priority than all other jobs, whatever the models contain: an order begins when no running
 * trade has a due job. A priority that a model sets is kept.
 */
final class NewOrderPriority extends DefaultJobPriorityProvider {

    /** The priority of the first job of an order. */
    static final long VALUE = -10;

    /** Returns whether the job is the first one of an order. */
    static boolean isOf(Job job) {
        return job.getPriority() <= VALUE;
    }

    @Override
    public long determinePriority(ExecutionEntity execution, JobDeclaration<?, ?> job, String jobDefinitionId) {
        long priority = super.determinePriority(execution, job, jobDefinitionId);
        return priority == DEFAULT_PRIORITY && execution != null && isFirstOf(execution) ? VALUE : priority;
    }

    /** The first job is created by the command that creates the process instance. */
    private static boolean isFirstOf(ExecutionEntity execution) {
        DbEntityManager entities = Context.getCommandContext().getDbEntityManager();
        ExecutionEntity instance = entities.getCachedEntity(ExecutionEntity.class, execution.getProcessInstanceId());
        return instance != null
                && instance.getSuperExecutionId() == null
                && OrderProcess.KEY.equals(instance.getProcessDefinition().getKey())
                && entities.getDbEntityCache().isTransient(instance);
    }
}
