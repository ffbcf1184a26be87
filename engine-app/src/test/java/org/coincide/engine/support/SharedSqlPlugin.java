package org.coincide.engine.support;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Invocation;
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

    private static final Map<String, ParsedSql> PARSED = new ConcurrentHashMap<>();

    /** The SQL for a kind of database, and what intercepts its statements: MyBatis lets the parsed configuration create them. */
    private record ParsedSql(Configuration configuration, Interceptors interceptors) {

        static ParsedSql of(Configuration configuration) {
            ParsedSql parsed = new ParsedSql(configuration, new Interceptors(new CopyOnWriteArrayList<>()));
            configuration.addInterceptor(parsed.interceptors);
            return parsed;
        }
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        if (engine.getDatabaseType() == null) {
            engine.initDatabaseType();
        }
        ParsedSql parsed = PARSED.computeIfAbsent(
                engine.getDatabaseType(), type -> ParsedSql.of(new Parser(type, engine.getDataSource()).parse()));
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
        private final Interceptors interceptors;

        OfOneEngine(ParsedSql sql, DataSource dataSource) {
            super(new Environment("default", new ManagedTransactionFactory(), dataSource));
            parsed = sql.configuration;
            interceptors = sql.interceptors;
            setDefaultExecutorType(parsed.getDefaultExecutorType());
            setCacheEnabled(parsed.isCacheEnabled());
            setLazyLoadingEnabled(parsed.isLazyLoadingEnabled());
        }

        /** The statements that the server adds are those of one engine. */
        @Override
        public MappedStatement getMappedStatement(String id) {
            return hasStatement(id, false) ? super.getMappedStatement(id) : parsed.getMappedStatement(id);
        }

        @Override
        public ResultMap getResultMap(String id) {
            return parsed.getResultMap(id);
        }

        @Override
        public void addInterceptor(Interceptor interceptor) {
            super.addInterceptor(interceptor);
            interceptors.add(interceptor);
        }
    }

    /** One interceptor of each class, whichever engine has added it. */
    private record Interceptors(List<Interceptor> added) implements Interceptor {

        synchronized void add(Interceptor interceptor) {
            if (added.stream().noneMatch(interceptor.getClass()::isInstance)) {
                added.add(interceptor);
            }
        }

        @Override
        public Object plugin(Object target) {
            Object intercepted = target;
            for (Interceptor interceptor : added) {
                intercepted = interceptor.plugin(intercepted);
            }
            return intercepted;
        }

        @Override
        public Object intercept(Invocation invocation) throws InvocationTargetException, IllegalAccessException {
            return invocation.proceed();
        }
    }
}
