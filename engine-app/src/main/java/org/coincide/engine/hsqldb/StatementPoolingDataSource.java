package org.coincide.engine.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.PoolingConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens connections that pool their prepared statements. HSQLDB compiles a statement each time it is prepared, a
 * fifth of the work of an order, and neither its driver nor HikariCP caches it (PostgreSQL's driver does).
 *
 * <p>DBCP2 pools only the statements here, below HikariCP. As the connection pool it would save the same, but then the pool and all of
 * its settings would depend on the database. A property of a statement (query time-out, fetch size) stays with the pooled statement: the
 * server sets none, and MyBatis sets the same one each time. If a table changes, HSQLDB recompiles the statement; {@link InvalidStatementOverride} handles an exception to this.
 */
final class StatementPoolingDataSource extends DelegatingDataSource {

    private final int kept;

    /** @param kept maximum number of idle statements of each connection; the least recently used are evicted */
    StatementPoolingDataSource(DataSource database, int kept) {
        super(database);
        this.kept = kept;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pooling(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pooling(super.getConnection(user, password));
    }

    private Connection pooling(Connection connection) {
        PoolingConnection pooling = new PoolingConnection(connection);
        pooling.setStatementPool(new IdleStatements(pooling, kept));
        return pooling;
    }
}
