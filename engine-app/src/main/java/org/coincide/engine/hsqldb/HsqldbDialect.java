package org.coincide.engine.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/**
 * Adds HSQLDB to the databases that the engine supports. Runs after the starter's own plugins (order 0 to 1), one of which sets
 * the data source.
 */
@Component
@Order(10)
class HsqldbDialect extends AbstractProcessEnginePlugin {

    static final String DATABASE_TYPE = "hsqldb";

    private static final String PRODUCT = "HSQL Database Engine";

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        if (engine.getDatabaseType() == null && isHsqldb(engine.getDataSource())) {
            engine.setDatabaseType(DATABASE_TYPE);
        }
        if (isActive(engine)) {
            HsqldbStatements.register();
            // The error translation and the session require batch processing, which is also the engine's default.
            engine.setJdbcBatchProcessing(true);
        }
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        if (isActive(engine)) {
            engine.getSqlSessionFactory().getConfiguration().addInterceptor(new ErrorCodeTranslator());
            var sessions = new HsqldbSessionFactory(engine.getDbSqlSessionFactory());
            engine.setDbSqlSessionFactory(sessions);
            engine.getSessionFactories().put(DbSqlSession.class, sessions);
        }
    }

    private static boolean isActive(ProcessEngineConfigurationImpl engine) {
        return DATABASE_TYPE.equals(engine.getDatabaseType());
    }

    private static boolean isHsqldb(DataSource dataSource) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return PRODUCT.equals(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException e) {
            throw new IllegalStateException("The product name of the database cannot be read", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
