package org.coincide.engine.support;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The server's tables in memory, without references between their rows: a test stores only the rows that it is about. */
public final class BooksDatabase {

    private BooksDatabase() {}

    public static DataSource create() {
        DriverManagerDataSource database =
                new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        new JdbcTemplate(database).execute("SET DATABASE REFERENTIAL INTEGRITY FALSE");
        return database;
    }
}
