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
 * Lets the engine run on HSQLDB. After the starter's own plugins, which have order 0 to 1: one of them sets the data source
 * that is asked here.
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
            // Rewriting of the errors and the session below are made for batches, which are the engine's default as
            // well.
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
            throw new IllegalStateException("The database does not say what it is", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
