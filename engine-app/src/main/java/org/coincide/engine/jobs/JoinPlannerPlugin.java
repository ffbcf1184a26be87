package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.coincide.engine.postgresql.ServerDatabase;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine from executing joins by plans that PostgreSQL made for empty tables. The engine's tables of running processes are empty when
 * no trade runs. A plan that is made then reads whole tables, one for each row of another, and would be kept while the tables fill, until
 * PostgreSQL analyzes them a minute or more later: the server would stand still.
 */
@Component
class JoinPlannerPlugin extends AbstractProcessEnginePlugin {

    private final ServerDatabase database;

    JoinPlannerPlugin(ServerDatabase database) {
        this.database = database;
    }

    /** The engine has built its session factory. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        if (database.isPostgresql()) {
            engine.getSqlSessionFactory().getConfiguration().addInterceptor(new JoinPlanner());
        }
    }
}
