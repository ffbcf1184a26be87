package org.coincide.client.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements of HSQLDB that wait for a transaction that has ended. HSQLDB 2.7.4 does not wake a statement if the transaction that has changed
 * the row is rolled back while the statement begins to wait: it looks for the transaction, and waits for it without a second look. Such a
 * statement is ended with SQLState 40502, a collision, which its caller repeats.
 */
final class StuckStatements {

    private static final Logger LOG = LoggerFactory.getLogger(StuckStatements.class);

    /** A session that waits for others. */
    private record Waiting(long session, String statement, List<Long> others) {}

    private Set<Waiting> before = Set.of();

    /** Ends the statements that the check before has found, too: a wake-up may be on its way. */
    void end(Connection connection) throws SQLException {
        Set<Waiting> stuck = isAnyWaiting(connection) ? stuck(connection) : Set.of();
        for (Waiting waiting : stuck) {
            if (before.contains(waiting)) {
                LOG.warn(
                        "A statement waited for a transaction that has ended. It is ended, and its caller repeats it: {}",
                        waiting.statement());
                try (Statement command = connection.createStatement()) {
                    command.execute("ALTER SESSION " + waiting.session() + " END STATEMENT");
                }
            }
        }
        before = stuck;
    }

    /** Looks without a statement, because hardly ever anything waits. */
    private static boolean isAnyWaiting(Connection connection) throws SQLException {
        Session own = (Session) connection.unwrap(JDBCConnection.class).getSession();
        return Stream.of(own.getDatabase().sessionManager.getAllSessions())
                .anyMatch(session -> session.latch.getCount() > 0);
    }

    private static Set<Waiting> stuck(Connection connection) throws SQLException {
        Map<Long, Boolean> isInTransaction = new HashMap<>();
        List<Waiting> all = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet sessions = query.executeQuery(
                        "SELECT session_id, transaction, this_waiting_for, latch_count, current_statement"
                                + " FROM information_schema.system_sessions")) {
            while (sessions.next()) {
                isInTransaction.put(sessions.getLong(1), sessions.getBoolean(2));
                if (sessions.getLong(4) > 0) {
                    all.add(new Waiting(sessions.getLong(1), sessions.getString(5), ids(sessions.getString(3))));
                }
            }
        }
        Set<Waiting> stuck = new HashSet<>(all);
        stuck.removeIf(waiting -> waiting.others().isEmpty()
                || waiting.others().stream().anyMatch(other -> isInTransaction.getOrDefault(other, false)));
        return stuck;
    }

    private static List<Long> ids(String commaSeparated) {
        return Stream.of(commaSeparated.split(","))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .toList();
    }
}
