package org.coincide.engine.support;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reads the engine's SQL once for each kind of database. An engine reads all of it when it starts, which takes seconds, and tests
 * start many engines. All else, such as who listens to the statements, belongs to each engine alone.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class SharedSqlPlugin extends AbstractProcessEnginePlugin {

    private static final Map<String, Configuration> PARSED = new ConcurrentHashMap<>();

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        if (engine.getDatabaseType() == null) {
            engine.initDatabaseType();
        }
        Configuration parsed = PARSED.computeIfAbsent(
                engine.getDatabaseType(), type -> new Parser(type, engine.getDataSource()).parse());
        engine.setSqlSessionFactory(new DefaultSqlSessionFactory(new OfOneEngine(parsed, engine.getDataSource())));
    }

    /** Camunda's own reading, without an engine. */
    private static final class Parser extends StandaloneProcessEngineConfiguration {

        Parser(String databaseType, DataSource dataSource) {
            setDatabaseType(databaseType);
            setDataSource(dataSource);
            setTransactionFactory(new ManagedTransactionFactory());
        }

        Configuration parse() {
            initSqlSessionFactory();
            return getSqlSessionFactory().getConfiguration();
        }
    }

    private static final class OfOneEngine extends Configuration {

        private final Configuration parsed;

        OfOneEngine(Configuration parsed, DataSource dataSource) {
            super(new Environment("default", new ManagedTransactionFactory(), dataSource));
            this.parsed = parsed;
            setDefaultExecutorType(parsed.getDefaultExecutorType());
            setCacheEnabled(parsed.isCacheEnabled());
            setLazyLoadingEnabled(parsed.isLazyLoadingEnabled());
        }

        @Override
        public MappedStatement getMappedStatement(String id) {
            return parsed.getMappedStatement(id);
        }
    }
}
