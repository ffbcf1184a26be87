package org.coincide.engine.postgresql;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.stereotype.Component;

/** The kind of the server's database, by the URL of its data source: PostgreSQL or HSQLDB. */
@Component
public final class ServerDatabase {

    private final boolean postgresql;

    public ServerDatabase(@Value("${spring.datasource.url}") String url) {
        this.postgresql = DatabaseDriver.fromJdbcUrl(url) == DatabaseDriver.POSTGRESQL;
    }

    public boolean isPostgresql() {
        return postgresql;
    }
}
