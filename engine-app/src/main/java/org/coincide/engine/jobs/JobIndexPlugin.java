package org.coincide.engine.jobs;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Adds indexes to the engine's table of jobs, which has none by due date or by the end of a lock: each look for due jobs and for stale locks
 * would read the timers of all trades that wait.
 */
@Component
class JobIndexPlugin extends AbstractProcessEnginePlugin {

    private final JdbcClient jdbc;

    JobIndexPlugin(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The engine has created its tables. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        jdbc.sql("CREATE INDEX IF NOT EXISTS coincide_job_due ON ACT_RU_JOB (DUEDATE_)")
                .update();
        jdbc.sql("CREATE INDEX IF NOT EXISTS coincide_job_lock ON ACT_RU_JOB (LOCK_EXP_TIME_)")
                .update();
    }
}
