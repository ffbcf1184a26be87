package org.coincide.engine.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;
import org.apache.commons.dbcp2.PStmtKey;
import org.apache.commons.dbcp2.PoolingConnection;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens connections that keep the statements which they have prepared. HSQLDB compiles a statement each time it is prepared, a
 * fifth of the work of an order, and neither its driver nor the pool of connections keeps it (PostgreSQL's driver does).
 */
final class StatementPoolingDataSource extends DelegatingDataSource {

    private final int kept;

    /** Keeps so many of the statements of each connection, those that were used last. */
    StatementPoolingDataSource(DataSource database, int kept) {
        super(database);
        this.kept = kept;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return keeping(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return keeping(super.getConnection(user, password));
    }

    private Connection keeping(Connection connection) {
        var statements = new GenericKeyedObjectPoolConfig<DelegatingPreparedStatement>();
        statements.setMaxTotal(kept);
        statements.setMaxIdlePerKey(1);
        // One that is prepared again while it is in use is a second one: there is nothing to wait for.
        statements.setMaxTotalPerKey(-1);
        statements.setBlockWhenExhausted(false);
        statements.setMaxWait(Duration.ZERO);
        statements.setJmxEnabled(false);
        var preparing = new PoolingConnection(connection);
        preparing.setStatementPool(
                new GenericKeyedObjectPool<PStmtKey, DelegatingPreparedStatement>(preparing, statements));
        return preparing;
    }
}
