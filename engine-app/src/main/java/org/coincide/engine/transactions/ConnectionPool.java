package org.coincide.engine.transactions;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.stereotype.Component;

/** The state of the pool of database connections. */
@Component
public class ConnectionPool {

    private final HikariDataSource pool;

    ConnectionPool(DataSource database) {
        this.pool = DataSourceUnwrapper.unwrap(database, HikariDataSource.class);
    }

    /**
     * Returns whether threads wait although the pool has no connection, as while the database is unreachable. A further thread would wait
     * for the pool's time-out.
     */
    public boolean isStarved() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return state != null && state.getTotalConnections() == 0 && state.getThreadsAwaitingConnection() > 0;
    }
}
