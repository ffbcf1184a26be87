package org.coincide.engine.postgresql;

import java.util.List;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets PostgreSQL keep its plans of statements that look for the rows of one execution (ADR 106). It keeps a plan only if the plan for any value is
 * expected to cost little more than those for single values. Of a value that it has not seen, it expects no row; of any value, as many rows as
 * there are for each value that it has seen. In the engine's tables of running processes each value is new, and it would plan each check of a
 * foreign key again. With these settings, it expects one row of any value.
 */
@Component
class KeyStatistics {

    /** Columns with the identifier of an execution or a process instance that lack the setting: a change waits until nobody vacuums the table. */
    private static final String COLUMNS =
            """
            SELECT c.relname AS table_name, a.attname AS column_name
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = CURRENT_SCHEMA()::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'act\\_ru\\_%'
              AND a.attname IN ('execution_id_', 'proc_inst_id_', 'process_instance_id_', 'root_proc_inst_id_', 'parent_id_', 'super_exec_')
              AND NOT COALESCE(a.attoptions @> ARRAY['n_distinct=-1'], FALSE)
            ORDER BY c.relname, a.attname""";

    private record Column(String tableName, String columnName) {}

    private final ServerDatabase database;
    private final JdbcClient jdbc;

    KeyStatistics(ServerDatabase database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** The engine has created its tables by now. */
    @EventListener(ApplicationStartedEvent.class)
    void set() {
        if (database.isPostgresql()) {
            List<Column> columns = jdbc.sql(COLUMNS).query(Column.class).list();
            columns.forEach(column -> jdbc.sql("ALTER TABLE %s ALTER COLUMN %s SET (n_distinct = -1)"
                            .formatted(column.tableName(), column.columnName()))
                    .update());
        }
    }
}
