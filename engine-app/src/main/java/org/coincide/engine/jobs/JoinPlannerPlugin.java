package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine from executing joins by plans that PostgreSQL made for empty tables. The engine's tables of running processes are empty when
 * no trade runs. A plan that is made then reads whole tables, one for each row of another, and would be kept while the tables fill, until
 * PostgreSQL analyzes them a minute or more later: the server would stand still.
 */
@Component
class JoinPlannerPlugin extends AbstractProcessEnginePlugin {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final boolean active;

    JoinPlannerPlugin(@Value("${spring.datasource.url}") String url) {
        this.active = url.startsWith(POSTGRESQL);
    }

    /** The engine has built its session factory. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        if (active) {
            engine.getSqlSessionFactory().getConfiguration().addInterceptor(new JoinPlanner());
        }
    }
}
