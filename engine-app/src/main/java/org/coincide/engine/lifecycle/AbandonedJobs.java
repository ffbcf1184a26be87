package org.coincide.engine.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Jobs whose failure could not be stored, because the database was unavailable. Their locks are released as soon as the database is
 * available again; otherwise the jobs would wait for the end of the locks.
 */
@Component
class AbandonedJobs {

    private final JdbcClient jdbc;
    private final ObjectProvider<JobExecutor> executor;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    /** @param executor lazy, because the engine's plugins are created before */
    AbandonedJobs(JdbcClient jdbc, ObjectProvider<JobExecutor> executor) {
        this.jdbc = jdbc;
        this.executor = executor;
    }

    void add(String jobId) {
        ids.add(jobId);
    }

    /** Called when the failure of the job is stored, and its lock with it. */
    void remove(String jobId) {
        ids.remove(jobId);
    }

    @Scheduled(fixedDelayString = "1s")
    void release() {
        for (String id : List.copyOf(ids)) {
            try {
                jdbc.sql(
                                """
                                UPDATE ACT_RU_JOB SET LOCK_OWNER_ = NULL, LOCK_EXP_TIME_ = NULL, REV_ = REV_ + 1
                                WHERE ID_ = ? AND LOCK_OWNER_ = ?""")
                        .params(id, executor.getObject().getLockOwner())
                        .update();
                ids.remove(id);
            } catch (DataAccessException stillUnavailable) {
                return;
            }
        }
    }
}
