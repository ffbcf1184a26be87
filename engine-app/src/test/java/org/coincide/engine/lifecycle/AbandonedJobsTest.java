package org.coincide.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Jobs of an engine whose database was unavailable when they failed. */
class AbandonedJobsTest {

    private final JdbcClient jdbc = JdbcClient.create(
            new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", ""));
    private final JobExecutor executor = new DefaultJobExecutor();
    private final AbandonedJobs abandoned = new AbandonedJobs(jdbc, lazy(executor));

    @Test
    void aLockIsReleasedOnceTheDatabaseIsAvailable() {
        abandoned.add("own");
        abandoned.add("foreign");
        abandoned.add("stored");
        abandoned.remove("stored");
        // As long as there is no table, the statement fails.
        abandoned.release();
        createJobs();

        abandoned.release();

        assertThat(jdbc.sql("SELECT ID_ FROM ACT_RU_JOB WHERE LOCK_OWNER_ IS NOT NULL ORDER BY ID_")
                        .query(String.class)
                        .list())
                .containsExactly("foreign", "stored");
    }

    private void createJobs() {
        jdbc.sql(
                        """
                        CREATE TABLE ACT_RU_JOB (ID_ VARCHAR(64) PRIMARY KEY, REV_ INTEGER, LOCK_EXP_TIME_ TIMESTAMP,
                        LOCK_OWNER_ VARCHAR(255))""")
                .update();
        job("own", executor.getLockOwner());
        job("stored", executor.getLockOwner());
        job("foreign", "another node");
    }

    private void job(String id, String owner) {
        jdbc.sql("INSERT INTO ACT_RU_JOB VALUES (?, 1, CURRENT_TIMESTAMP, ?)")
                .params(id, owner)
                .update();
    }

    private static ObjectProvider<JobExecutor> lazy(JobExecutor executor) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("executor", executor);
        return beans.getBeanProvider(JobExecutor.class);
    }
}
