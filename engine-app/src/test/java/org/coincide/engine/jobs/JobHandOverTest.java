package org.coincide.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.coincide.engine.jobs.threads.JobHandOverProperties;
import org.coincide.engine.jobs.threads.JobThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** New jobs on their way from a transaction to a thread. */
class JobHandOverTest {

    private final List<Runnable> executed = new ArrayList<>();
    private final List<Command<?>> commands = new ArrayList<>();
    private final StandaloneInMemProcessEngineConfiguration engine = new StandaloneInMemProcessEngineConfiguration();
    private final List<Runnable> executedFirst = new ArrayList<>();
    private final DueJobs due = new DueJobs();
    private final AtomicInteger looks = new AtomicInteger();
    private boolean full;

    @BeforeEach
    void begin() {
        engine.setJobExecutor(new DefaultJobExecutor() {
            @Override
            public void jobWasAdded() {
                looks.incrementAndGet();
            }
        });
        engine.setJobExecutorDeploymentAware(false);
        engine.setCommandExecutorTxRequiresNew(new CommandExecutor() {
            @Override
            public <T> T execute(Command<T> command) {
                commands.add(command);
                return null;
            }
        });
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void end() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    @Test
    void aJobIsLockedAndExecutedAfterTheCommit() {
        JobEntity job = job("one");
        assertThat(handOver(1).take(job, engine)).isTrue();
        assertThat(job.getLockOwner()).isEqualTo(engine.getJobExecutor().getLockOwner());
        assertThat(executed).isEmpty();

        commit();
        assertThat(executedFirst).hasSize(1);
    }

    @Test
    void aNewOrderIsExecutedAfterRunningTrades() {
        JobEntity job = firstJob();
        assertThat(handOver(1).take(job, engine)).isTrue();
        commit();
        assertThat(executedFirst).isEmpty();
        assertThat(executed).hasSize(1);
    }

    @Test
    void aNewOrderDoesNotOvertakeJobsInTheDatabase() {
        due.stored();
        assertThat(handOver(1).take(firstJob(), engine)).isFalse();
        assertThat(handOver(1).take(job("running"), engine)).isTrue();

        due.acquired(19, 20);
        assertThat(handOver(1).take(firstJob(), engine)).isTrue();

        due.acquired(20, 20);
        assertThat(handOver(1).take(firstJob(), engine)).isFalse();
    }

    @Test
    void oneThreadExecutesTheJobsOfAnInstanceInTurn() {
        JobHandOver handOver = handOver(1);
        handOver.take(job("one"), engine);
        handOver.take(job("one"), engine);
        handOver.take(job("other"), engine);
        commit();
        assertThat(executedFirst).hasSize(2);
    }

    @Test
    void aJobThatNoThreadAcceptsIsReleased() {
        handOver(1).take(job("one"), engine);
        full = true;
        commit();
        assertThat(executedFirst).isEmpty();
        assertThat(commands).singleElement().isInstanceOf(UnlockJobCmd.class);
        assertThat(due.areWaiting()).isTrue();
        assertThat(looks).hasValue(1);
    }

    @Test
    void withManyJobsWaitingAJobIsAcquired() {
        JobEntity job = job("one");
        assertThat(handOver(0).take(job, engine)).isFalse();
        assertThat(job.getLockOwner()).isNull();
    }

    @Test
    void withoutATransactionAJobIsAcquired() {
        TransactionSynchronizationManager.clearSynchronization();
        assertThat(handOver(1).take(job("one"), engine)).isFalse();
    }

    private JobHandOver handOver(int maxQueued) {
        return new JobHandOver(threads(maxQueued), due);
    }

    private ObjectProvider<JobThreads> threads(int maxQueued) {
        JobThreads threads =
                new JobThreads(new JobHandOverProperties(maxQueued, Duration.ofSeconds(1), Duration.ZERO), 1) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void executeNew(Runnable jobs) {
                        executed.add(jobs);
                    }

                    @Override
                    public void executeFirst(Runnable jobs) {
                        if (full) {
                            throw new TaskRejectedException("The queue is full");
                        }
                        executedFirst.add(jobs);
                    }
                };
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("camundaTaskExecutor", threads);
        return beans.getBeanProvider(JobThreads.class);
    }

    private static JobEntity job(String processInstance) {
        MessageEntity job = new MessageEntity();
        job.setId(processInstance + "-job");
        job.setProcessInstanceId(processInstance);
        return job;
    }

    private static JobEntity firstJob() {
        JobEntity job = job("new");
        job.setPriority(NewOrderPriority.VALUE);
        return job;
    }

    private static void commit() {
        TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
    }
}
