package org.coincide.client.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Makes the database unavailable on demand: while switched off, each request for a connection fails. */
public final class DatabaseSwitch implements BeanPostProcessor {

    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean off;

    public void off() {
        refusals.set(0);
        off = true;
    }

    public void on() {
        off = false;
    }

    /** The number of connections refused since the database was switched off. */
    public int refusals() {
        return refusals.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? new Switched(database) : bean;
    }

    private final class Switched extends DelegatingDataSource {

        Switched(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (off) {
                refusals.incrementAndGet();
                throw new SQLException("The test has switched the database off", "08001");
            }
            return super.getConnection();
        }
    }
}
