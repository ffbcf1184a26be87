package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hands a new job to a thread right after the commit of the transaction that creates it. The job is stored with the lock of this server,
 * as if it had been acquired, which saves the acquisition and its commit. If the server dies, the lock expires, and any server acquires
 * the job.
 */
@Component
class JobHandOver {

    private static final Logger LOG = LoggerFactory.getLogger(JobHandOver.class);

    private final ObjectProvider<ThreadPoolTaskExecutor> threads;
    private final JobHandOverProperties properties;

    /** @param threads lazy, because the engine's plugins are created before */
    JobHandOver(
            @Qualifier("camundaTaskExecutor") ObjectProvider<ThreadPoolTaskExecutor> threads,
            JobHandOverProperties properties) {
        this.threads = threads;
        this.properties = properties;
    }

    /**
     * Locks a due job for this server and executes it after the commit.
     *
     * @return false if the job has to be acquired: there is no transaction, or too many jobs wait for a thread
     */
    boolean take(JobEntity job, ProcessEngineConfigurationImpl engine) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !isRegistered(job, engine)
                || threads.getObject().getQueueSize() >= properties.maxQueued()) {
            return false;
        }
        JobExecutor executor = engine.getJobExecutor();
        job.setLockOwner(executor.getLockOwner());
        job.setLockExpirationTime(new Date(ClockUtil.getCurrentTime().getTime() + executor.getLockTimeInMillis()));
        ofTransaction(engine).add(job);
        return true;
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
        private final Map<String, List<String>> jobs = new LinkedHashMap<>();

        AfterCommit(ProcessEngineConfigurationImpl engine) {
            this.engine = engine;
        }

        void add(JobEntity job) {
            jobs.computeIfAbsent(String.valueOf(job.getProcessInstanceId()), first -> new ArrayList<>())
                    .add(job.getId());
        }

        @Override
        public void afterCommit() {
            jobs.values().forEach(this::execute);
        }

        private void execute(List<String> together) {
            try {
                threads.getObject()
                        .execute(engine.getJobExecutor().getExecuteJobsRunnable(together, engine.getProcessEngine()));
            } catch (TaskRejectedException full) {
                LOG.debug("No thread accepts the jobs {}. They are acquired from the database.", together, full);
                together.forEach(this::release);
            }
        }

        private void release(String job) {
            engine.getCommandExecutorTxRequiresNew().execute(new UnlockJobCmd(job));
        }
    }
}
