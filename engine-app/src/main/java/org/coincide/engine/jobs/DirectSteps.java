package org.coincide.engine.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler.AsyncContinuationConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.operation.PvmAtomicOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Steps that are executed in the transaction that leads to them, instead of in a job of their own. A report of a bank or a carrier so
 * continues its trade with one commit. Only events that are asynchronous before are such steps: a task could call a partner.
 */
public final class DirectSteps {

    private static final Logger LOG = LoggerFactory.getLogger(DirectSteps.class);

    private static final Set<String> EVENTS = Set.of(
            ActivityTypes.INTERMEDIATE_EVENT_NONE_THROW,
            ActivityTypes.END_EVENT_NONE,
            ActivityTypes.END_EVENT_TERMINATE);

    private static final Set<String> BEFORE_AN_ACTIVITY = Set.of(
            PvmAtomicOperation.TRANSITION_CREATE_SCOPE.getCanonicalName(),
            PvmAtomicOperation.ACTIVITY_START_CREATE_SCOPE.getCanonicalName());

    private static final ThreadLocal<Boolean> WANTED = ThreadLocal.withInitial(() -> false);

    private final Deque<JobEntity> waiting = new ArrayDeque<>();

    DirectSteps() {}

    /**
     * Executes a transaction together with the steps that follow from it. If that fails, executes the transaction alone: the steps
     * become jobs, which repeat a failure and end as incidents. Within another transaction, steps are always jobs.
     *
     * @param transaction a whole transaction, of which nothing remains if it fails
     */
    public static <T> T withSteps(Supplier<T> transaction) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            WANTED.set(true);
            try {
                return transaction.get();
            } catch (RuntimeException failed) {
                LOG.debug("A report and the steps that follow failed together. The steps become jobs.", failed);
            } finally {
                WANTED.remove();
            }
        }
        return transaction.get();
    }

    static boolean areWanted() {
        return WANTED.get();
    }

    /** Takes a new job whose step can be executed directly. */
    boolean take(JobEntity job) {
        return isEvent(job) && waiting.add(job);
    }

    private static boolean isEvent(JobEntity job) {
        if (!AsyncContinuationJobHandler.TYPE.equals(job.getJobHandlerType())
                || !(job.getJobHandlerConfiguration() instanceof AsyncContinuationConfiguration step)
                || !BEFORE_AN_ACTIVITY.contains(step.getAtomicOperation())) {
            return false;
        }
        ActivityImpl activity = job.getExecution().getProcessDefinition().findActivity(job.getActivityId());
        return activity != null && EVENTS.contains(activity.getProperties().get(BpmnProperties.TYPE));
    }

    /** Returns the next step; null if none is left. */
    JobEntity next() {
        return waiting.poll();
    }
}
