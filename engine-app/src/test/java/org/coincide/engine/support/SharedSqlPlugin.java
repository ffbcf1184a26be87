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
 * Parses the engine's SQL once for each kind of database. Parsing takes seconds, and tests start many engines. All
 * other parts of the configuration belong to each engine.
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

    /** Parses the SQL with Camunda's own code, without an engine. */
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
