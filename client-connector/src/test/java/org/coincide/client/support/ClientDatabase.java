package org.coincide.client.support;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Empty databases with the client's tables, in memory. */
public final class ClientDatabase {

    private ClientDatabase() {}

    public static DataSource create() {
        var database =
                new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }
}
