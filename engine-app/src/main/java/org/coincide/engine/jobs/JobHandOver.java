package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.coincide.engine.jobs.threads.JobThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hands a new job to a thread right after the commit of the transaction that creates it. The job is stored with the lock of this server,
 * as if it had been acquired, which saves the acquisition and its commit. If the server dies, the lock expires, and any server acquires
 * the job.
 */
@Component
class JobHandOver {

    private static final Logger LOG = LoggerFactory.getLogger(JobHandOver.class);

    private final Supplier<JobThreads> threads;
    private final DueJobs due;

    /** @param threads looked up once, but not before the first job, because the engine's plugins are created before */
    JobHandOver(ObjectProvider<JobThreads> threads, DueJobs due) {
        this.threads = SingletonSupplier.of(threads::getObject);
        this.due = due;
    }

    /**
     * Locks a due job for this server and executes it after the commit.
     *
     * @return false if the job has to be acquired: there is no transaction, too many jobs wait for a thread, or a new order would
     *     overtake jobs that wait in the database
     */
    boolean take(JobEntity job, ProcessEngineConfigurationImpl engine) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !isRegistered(job, engine)
                || !hasPlace(job)) {
            return false;
        }
        JobExecutor executor = engine.getJobExecutor();
        job.setLockOwner(executor.getLockOwner());
        job.setLockExpirationTime(new Date(ClockUtil.getCurrentTime().getTime() + executor.getLockTimeInMillis()));
        ofTransaction(engine).add(job);
        return true;
    }

    private boolean hasPlace(JobEntity job) {
        boolean first = NewOrderPriority.isOf(job);
        return !(first && due.areWaiting()) && threads.get().hasPlace(!first);
    }

    /** Returns whether this server knows the job's models: with several servers, another one may have deployed them. */
    private static boolean isRegistered(JobEntity job, ProcessEngineConfigurationImpl engine) {
        return !engine.isJobExecutorDeploymentAware()
                || engine.getRegisteredDeployments().contains(job.getDeploymentId());
    }

    private AfterCommit ofTransaction(ProcessEngineConfigurationImpl engine) {
        for (TransactionSynchronization known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof AfterCommit batch && batch.engine == engine) {
                return batch;
            }
        }
        AfterCommit batch = new AfterCommit(engine);
        TransactionSynchronizationManager.registerSynchronization(batch);
        return batch;
    }

    /** Jobs of one transaction, by process instance: jobs of one instance are exclusive, so one thread executes them in turn. */
    private final class AfterCommit implements TransactionSynchronization {

        private final ProcessEngineConfigurationImpl engine;
        private final Map<Together, List<String>> jobs = new LinkedHashMap<>();
        private final long storedBefore = due.count();

        AfterCommit(ProcessEngineConfigurationImpl engine) {
            this.engine = engine;
        }

        void add(JobEntity job) {
            Together instance = new Together(String.valueOf(job.getProcessInstanceId()), !NewOrderPriority.isOf(job));
            jobs.computeIfAbsent(instance, first -> new ArrayList<>()).add(job.getId());
        }

        @Override
        public void afterCommit() {
            jobs.forEach(this::execute);
        }

        private void execute(Together instance, List<String> together) {
            Runnable execution = HandedOverInstance.execution(
                    instance.processInstance(),
                    () -> new HandedOverExecution(together, engine.getProcessEngine(), due, storedBefore).run());
            try {
                if (instance.running()) {
                    threads.get().executeFirst(execution);
                } else {
                    threads.get().executeNew(execution);
                }
            } catch (TaskRejectedException full) {
                LOG.debug("No thread accepts the jobs {}. They are acquired from the database.", together, full);
                together.forEach(this::release);
            }
        }

        /** Nobody else tells the job executor of it. */
        private void release(String job) {
            engine.getCommandExecutorTxRequiresNew().execute(new UnlockJobCmd(job));
            due.stored();
            engine.getJobExecutor().jobWasAdded();
        }
    }

    /**
     * Jobs that one thread executes.
     *
     * @param running false for the first job of an order
     */
    private record Together(String processInstance, boolean running) {}
}
