package org.coincide.engine.hsqldb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** An engine session that creates the tables from rewritten scripts and takes the engine's locks by updates. */
final class HsqldbSession extends BatchDbSqlSession {

    /** The engine's lock statements, each with the row of the property table that it locks. */
    private static final Map<String, String> LOCKED_PROPERTIES = Map.of(
            "lockDeploymentLockProperty", "deployment.lock",
            "lockHistoryCleanupJobLockProperty", "history.cleanup.job.lock",
            "lockStartupLockProperty", "startup.lock",
            "lockInstallationIdLockProperty", "installationId.lock");

    HsqldbSession(DbSqlSessionFactory factory) {
        super(factory);
    }

    HsqldbSession(DbSqlSessionFactory factory, Connection connection, String catalog, String schema) {
        super(factory, connection, catalog, schema);
    }

    @Override
    public void executeMandatorySchemaResource(String operation, String component) {
        // The connection belongs to the engine's transaction and stays open.
        ScriptUtils.executeSqlScript(
                getSqlSession().getConnection(),
                SchemaScript.of(operation, component).rewritten());
    }

    /** Waits until no other transaction holds the lock. On HSQLDB an update waits; a select for update does not. */
    @Override
    protected void executeSelectForUpdate(String statement, Object parameter) {
        String property = LOCKED_PROPERTIES.get(statement);
        if (property == null) {
            super.executeSelectForUpdate(statement, parameter);
            return;
        }
        String sql = "UPDATE " + prependDatabaseTablePrefix("ACT_GE_PROPERTY") + " SET REV_ = REV_ WHERE NAME_ = ?";
        try (PreparedStatement update = getSqlSession().getConnection().prepareStatement(sql)) {
            update.setString(1, property);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new ProcessEngineException("Could not take the lock " + property, e);
        }
    }
}
