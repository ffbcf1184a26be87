package org.coincide.engine.jobs;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Adds indexes to the engine's table of jobs, which has none by due date or by the end of a lock: each look for due jobs and for stale locks
 * would read the timers of all trades that wait.
 */
@Component
class JobIndexPlugin extends AbstractProcessEnginePlugin {

    private static final String TABLE = "ACT_RU_JOB";

    /** The indexed column by the name of its index. */
    private static final Map<String, String> INDEXES =
            Map.of("COINCIDE_JOB_DUE", "DUEDATE_", "COINCIDE_JOB_LOCK", "LOCK_EXP_TIME_");

    private final DataSource database;

    JobIndexPlugin(DataSource database) {
        this.database = database;
    }

    /** The engine has created its tables. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        addIndexes();
    }

    /** Creates what is missing. On PostgreSQL, creating an index waits for all transactions that write jobs, even if the index exists. */
    void addIndexes() {
        try {
            JdbcUtils.extractDatabaseMetaData(database, metadata -> {
                Set<String> missing = new HashSet<>(INDEXES.keySet());
                missing.removeAll(indexes(metadata.getConnection()));
                for (String index : missing) {
                    create(metadata.getConnection(), index);
                }
                return null;
            });
        } catch (MetaDataAccessException failed) {
            throw new IllegalStateException("The indexes of " + TABLE + " cannot be read or created", failed);
        }
    }

    /** Another node may create the index at the same time. */
    private static void create(Connection connection, String index) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE INDEX IF NOT EXISTS " + index + " ON " + TABLE + " (" + INDEXES.get(index) + ")");
        }
    }

    /** The names of the table's indexes, in capital letters. */
    static Set<String> indexes(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        String table = metadata.storesLowerCaseIdentifiers() ? TABLE.toLowerCase(Locale.ROOT) : TABLE;
        Set<String> names = new HashSet<>();
        try (ResultSet rows =
                metadata.getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
            while (rows.next()) {
                String name = rows.getString("INDEX_NAME");
                if (name != null) {
                    names.add(name.toUpperCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
