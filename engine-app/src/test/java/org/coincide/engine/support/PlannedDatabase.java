package org.coincide.engine.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * HSQLDB database in memory with the server's tables, which tells how it executes the last statement. Of several indexes that begin with a
 * compared column it takes the first, whatever the number of rows, so a column that most rows share must not be compared beside a key.
 */
public final class PlannedDatabase extends DelegatingDataSource {

    private String statement;

    /** Creates the tables. */
    public PlannedDatabase() {
        super(new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", ""));
        Flyway.configure()
                .dataSource(getTargetDataSource())
                .locations("classpath:db/migration", "classpath:db/hsqldb")
                .load()
                .migrate();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statement = (String) arguments[0];
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** Returns the plan of the last statement. */
    public String plan() {
        return String.join(
                "\n",
                new JdbcTemplate(getTargetDataSource()).queryForList("EXPLAIN PLAN FOR " + statement, String.class));
    }

    /** Returns the conditions with which the last statement begins to read its first index; empty if it reads a whole table. */
    public String start() {
        String plan = plan();
        int start = plan.indexOf("start conditions");
        int end = plan.indexOf("end condition", start);
        return start < 0 ? "" : plan.substring(start, end < 0 ? plan.length() : end);
    }
}
