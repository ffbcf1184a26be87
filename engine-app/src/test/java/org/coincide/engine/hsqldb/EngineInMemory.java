package org.coincide.engine.hsqldb;

import java.util.UUID;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Engine without Spring, on an HSQLDB database in memory. */
public final class EngineInMemory {

    private EngineInMemory() {}

    /** Returns the configuration of a new engine, whose database is empty. */
    public static ProcessEngineConfigurationImpl configuration() {
        ProcessEngineConfigurationImpl engine = new StandaloneInMemProcessEngineConfiguration();
        engine.setProcessEngineName(UUID.randomUUID().toString());
        engine.setDataSource(new DriverManagerDataSource(
                "jdbc:hsqldb:mem:" + engine.getProcessEngineName() + ";hsqldb.tx=mvcc", "SA", ""));
        engine.setEnforceHistoryTimeToLive(false);
        engine.getProcessEnginePlugins().add(new HsqldbDialect());
        return engine;
    }
}
