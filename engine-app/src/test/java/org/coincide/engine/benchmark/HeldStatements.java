package org.coincide.engine.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.coincide.engine.benchmark.RecordedStatements.Recorded;
import org.coincide.engine.support.Database;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Prepared statements of one connection to PostgreSQL with generic plans, which are made at the first execution. PostgreSQL keeps such a
 * plan until the statistics or the schema of one of its tables change.
 */
final class HeldStatements implements AutoCloseable {

    /** SQL state of a statement that was cancelled by its time-out. */
    private static final String CANCELLED = "57014";

    private static final String VISITS =
            """
            SELECT relname, COALESCE(seq_scan, 0) + COALESCE(seq_tup_read, 0) + COALESCE(idx_scan, 0) + COALESCE(idx_tup_fetch, 0)
            FROM pg_stat_xact_user_tables WHERE schemaname = 'public'""";

    /**
     * An execution of a statement.
     *
     * @param visits rows that were read, and scans, by table
     * @param cancelled by the time-out, so without visits
     */
    record Execution(Map<String, Long> visits, boolean cancelled) {

        long allVisits() {
            return cancelled
                    ? Long.MAX_VALUE
                    : visits.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Number of rows of the largest table that the statement has read. */
        long rows(Map<String, Long> rowsOfTables) {
            return visits.keySet().stream().mapToLong(rowsOfTables::get).max().orElse(0);
        }
    }

    private final Connection connection;
    private final JdbcClient jdbc;

    /** The prepared statements by statement and by the types of the parameters: another type lets the driver prepare again. */
    private final Map<Recorded, Map<List<Object>, PreparedStatement>> held = new LinkedHashMap<>();

    HeldStatements(Database database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.username());
        properties.setProperty("password", database.password());
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("options", "-c plan_cache_mode=force_generic_plan -c statement_timeout=10s");
        connection = DriverManager.getConnection(database.url(), properties);
        connection.setAutoCommit(false);
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** Lets PostgreSQL make the plan of a statement. */
    void hold(Recorded statement) throws Exception {
        Map<List<Object>, PreparedStatement> byTypes = new HashMap<>();
        held.put(statement, byTypes);
        for (List<ParameterSetOperation> example : statement.examples()) {
            if (!byTypes.containsKey(types(example))) {
                byTypes.put(types(example), prepared(statement));
                execute(statement, example);
            }
        }
    }

    private PreparedStatement prepared(Recorded statement) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement.sql());
        if (statement.isPlannedEachTime()) {
            prepared.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
        return prepared;
    }

    private static List<Object> types(List<ParameterSetOperation> example) {
        return example.stream().map(HeldStatements::type).toList();
    }

    /** The SQL type of a null, or the class of a value. */
    private static Object type(ParameterSetOperation parameter) {
        Object value = parameter.getArgs()[1];
        return parameter.getMethod().getName().equals("setNull") || value == null
                ? Arrays.asList(parameter.getArgs())
                : value.getClass();
    }

    Set<Recorded> statements() {
        return held.keySet();
    }

    /** Executes a statement by the plan that it has, and returns the execution that read most; the first excessive one is the last. */
    Execution execute(Recorded statement, Predicate<Execution> isExcessive) throws Exception {
        Execution worst = new Execution(Map.of(), false);
        for (List<ParameterSetOperation> example : statement.examples()) {
            Execution execution = execute(statement, example);
            worst = worst.allVisits() < execution.allVisits() ? execution : worst;
            if (isExcessive.test(worst)) {
                break;
            }
        }
        return worst;
    }

    private Execution execute(Recorded statement, List<ParameterSetOperation> example) throws Exception {
        try {
            Map<String, Long> before = visits();
            PreparedStatement prepared = held.get(statement).get(types(example));
            RecordedStatements.set(prepared, example);
            prepared.execute();
            Map<String, Long> visits = visits();
            before.forEach((table, earlier) -> visits.computeIfPresent(table, (name, now) -> now - earlier));
            visits.values().removeIf(rows -> rows == 0);
            return new Execution(visits, false);
        } catch (SQLException failed) {
            if (CANCELLED.equals(failed.getSQLState())) {
                return new Execution(Map.of(), true);
            }
            throw new IllegalStateException("Not executed: " + statement, failed);
        } finally {
            connection.rollback();
        }
    }

    private Map<String, Long> visits() {
        Map<String, Long> visits = new HashMap<>();
        jdbc.sql(VISITS).query(row -> {
            visits.put(row.getString(1), row.getLong(2));
        });
        return visits;
    }

    /** The plan that PostgreSQL keeps for a statement, if it keeps one. */
    String plan(Recorded statement) throws SQLException {
        List<String> executes = jdbc.sql(
                        """
                        SELECT QUOTE_IDENT(name) || CASE CARDINALITY(parameter_types) WHEN 0 THEN ''
                          ELSE '(NULL' || REPEAT(', NULL', CARDINALITY(parameter_types) - 1) || ')' END
                        FROM pg_prepared_statements WHERE REGEXP_REPLACE(statement, '\\$[0-9]+', '?', 'g') = ?""")
                .param(statement.sql())
                .query(String.class)
                .list();
        List<String> plan = executes.isEmpty()
                ? List.of("Planned at each execution")
                : jdbc.sql("EXPLAIN EXECUTE " + executes.get(0))
                        .query(String.class)
                        .list();
        connection.rollback();
        return String.join("\n", plan);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
