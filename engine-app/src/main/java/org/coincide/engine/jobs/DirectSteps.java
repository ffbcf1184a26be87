package org.coincide.engine.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler.AsyncContinuationConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.pvm.PvmActivity;
import org.camunda.bpm.engine.impl.pvm.runtime.operation.PvmAtomicOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Steps that are executed in the transaction that leads to them, instead of in a job of their own. A report of a bank or a carrier so
 * continues its trade with one commit, and so does the job that ends a called process. Two kinds of steps are direct, because neither
 * is a task, which could call a partner: events that are asynchronous before, and the way from a call activity that is asynchronous
 * after to a join. A job has only direct steps of the second kind, and only while no other transaction can have moved its trade.
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

    private static final String TO_A_JOIN = PvmAtomicOperation.TRANSITION_NOTIFY_LISTENER_TAKE.getCanonicalName();

    private static final ThreadLocal<Boolean> WANTED = ThreadLocal.withInitial(() -> false);

    private final Predicate<JobEntity> accepted;
    private final Deque<JobEntity> waiting = new ArrayDeque<>();

    private DirectSteps(Predicate<JobEntity> accepted) {
        this.accepted = accepted;
    }

    /** The steps that follow from a report. */
    static DirectSteps ofReport() {
        return new DirectSteps(step -> isEvent(step) || isWayToJoin(step));
    }

    /**
     * The steps that follow from a job. A job may have called a partner, so its transaction should not fail by a step: if it failed before,
     * its steps are jobs, and if another transaction moved the trade during the call, too.
     *
     * @param lockedAsRead whether the transaction locked the trade of this identifier, and no other one moved it since it was read first
     */
    static DirectSteps ofJob(Predicate<String> lockedAsRead) {
        return new DirectSteps(step -> isFirstAttempt(Context.getJobExecutorContext())
                && isWayToJoin(step)
                && lockedAsRead.test(step.getExecution().getProcessBusinessKey()));
    }

    /** A job that was handed over is stored once; each later attempt, and each acquisition, changes its row. */
    private static boolean isFirstAttempt(JobExecutorContext executing) {
        return executing.getCurrentJob() != null && executing.getCurrentJob().getRevision() == 1;
    }

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
        return accepted.test(job) && waiting.add(job);
    }

    private static boolean isEvent(JobEntity job) {
        return continuation(job)
                .filter(step -> BEFORE_AN_ACTIVITY.contains(step.getAtomicOperation()))
                .flatMap(step -> activity(job))
                .filter(activity -> EVENTS.contains(type(activity)))
                .isPresent();
    }

    private static boolean isWayToJoin(JobEntity job) {
        return continuation(job)
                .filter(step -> TO_A_JOIN.equals(step.getAtomicOperation()) && step.getTransitionId() != null)
                .flatMap(step -> activity(job)
                        .filter(activity -> ActivityTypes.CALL_ACTIVITY.equals(type(activity)))
                        .map(activity -> activity.findOutgoingTransition(step.getTransitionId())))
                .filter(way -> ActivityTypes.GATEWAY_PARALLEL.equals(type(way.getDestination())))
                .isPresent();
    }

    private static Optional<AsyncContinuationConfiguration> continuation(JobEntity job) {
        return AsyncContinuationJobHandler.TYPE.equals(job.getJobHandlerType())
                        && job.getJobHandlerConfiguration() instanceof AsyncContinuationConfiguration step
                ? Optional.of(step)
                : Optional.empty();
    }

    private static Optional<PvmActivity> activity(JobEntity job) {
        return Optional.ofNullable(job.getExecution().getProcessDefinition().findActivity(job.getActivityId()));
    }

    private static Object type(PvmActivity activity) {
        return activity.getProperty(BpmnProperties.TYPE.getName());
    }

    /** Returns the next step; null if none is left. */
    JobEntity next() {
        return waiting.poll();
    }
}
