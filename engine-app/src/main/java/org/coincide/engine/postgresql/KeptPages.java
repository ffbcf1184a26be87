package org.coincide.engine.postgresql;

import java.util.List;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets PostgreSQL keep the pages of the engine's tables of running processes (ADR 98). These tables are empty when no trade runs, and autovacuum
 * would give their pages back. PostgreSQL reads a table without pages from end to end, whatever its indexes, and keeps this plan while the table
 * fills: each check of a foreign key then reads all running trades.
 */
@Component
class KeptPages {

    /** Only tables that give their pages back still: a change of a table waits until nobody vacuums it. */
    private static final String TABLES =
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = CURRENT_SCHEMA()::regnamespace AND relkind = 'r' AND relname LIKE 'act\\_ru\\_%'
              AND NOT COALESCE(reloptions @> ARRAY['vacuum_truncate=false'], FALSE)
            ORDER BY relname""";

    private final ServerDatabase database;
    private final JdbcClient jdbc;

    KeptPages(ServerDatabase database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** The engine has created its tables by now. */
    @EventListener(ApplicationStartedEvent.class)
    void keep() {
        if (database.isPostgresql()) {
            List<String> tables = jdbc.sql(TABLES).query(String.class).list();
            tables.forEach(table -> jdbc.sql("ALTER TABLE " + table + " SET (vacuum_truncate = false)")
                    .update());
        }
    }
}
