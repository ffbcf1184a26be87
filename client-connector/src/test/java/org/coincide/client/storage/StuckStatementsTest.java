package org.coincide.client.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two transactions that change one row. */
class StuckStatementsTest {

    private final String url = "jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc";
    private final StuckStatements stuck = new StuckStatements();
    private Connection holder;
    private Connection waiter;
    private Connection observer;

    @BeforeEach
    void open() throws SQLException {
        observer = DriverManager.getConnection(url, "SA", "");
        execute(observer, "CREATE TABLE item (id INTEGER PRIMARY KEY, pieces INTEGER)");
        execute(observer, "INSERT INTO item VALUES (1, 0)");
        holder = transaction();
        waiter = transaction();
        execute(holder, "UPDATE item SET pieces = 1 WHERE id = 1");
    }

    @AfterEach
    void close() throws SQLException {
        execute(observer, "SHUTDOWN IMMEDIATELY");
    }

    private Connection transaction() throws SQLException {
        var connection = DriverManager.getConnection(url, "SA", "");
        connection.setAutoCommit(false);
        return connection;
    }

    @Test
    void aStatementThatWaitsForAnEndedTransactionIsEnded() throws Exception {
        var update = update();
        // What HSQLDB does if the holder's transaction ends while the other one begins to wait.
        session(holder).waitingSessions.clear();
        holder.rollback();

        stuck.end(observer);
        assertThat(update).isNotDone();

        stuck.end(observer);
        assertThat(update.join()).isEqualTo("40502");
        waiter.rollback();
        execute(waiter, "UPDATE item SET pieces = 2 WHERE id = 1");
    }

    @Test
    void aStatementThatWaitsForAnOpenTransactionIsLeftAlone() throws Exception {
        var update = update();
        stuck.end(observer);
        stuck.end(observer);
        stuck.end(observer);
        assertThat(update).isNotDone();

        holder.rollback();
        assertThat(update.join()).isEqualTo("updated");
    }

    /** Updates the row that the other transaction has changed; returns the SQLState of a failure. */
    private CompletableFuture<String> update() throws SQLException {
        var waiting = session(waiter);
        var update = CompletableFuture.supplyAsync(() -> {
            try {
                execute(waiter, "UPDATE item SET pieces = 2 WHERE id = 1");
                return "updated";
            } catch (SQLException failed) {
                return failed.getSQLState();
            }
        });
        await().until(() -> waiting.latch.getCount() > 0);
        return update;
    }

    private static Session session(Connection connection) throws SQLException {
        return (Session) connection.unwrap(JDBCConnection.class).getSession();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
