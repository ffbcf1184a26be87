package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.hsqldb.jdbc.JDBCDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** HSQLDB invalidates a statement that the pool keeps: another one with its SQL is prepared after a change of a table. */
class InvalidStatementOverrideTest {

    private static final String SQL = "SELECT name FROM piece";

    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void openPool() throws SQLException {
        var database = new SimpleDriverDataSource(JDBCDriver.driverInstance, "jdbc:hsqldb:mem:invalid", "SA", "");
        pool.setDataSource(new StatementPoolingDataSource(database, 10));
        pool.setMaximumPoolSize(1);
        pool.setExceptionOverride(new InvalidStatementOverride());
        execute("CREATE TABLE piece (name VARCHAR(10))");
    }

    @AfterEach
    void closePool() throws SQLException {
        execute("SHUTDOWN");
        pool.close();
    }

    @Test
    void aConnectionWithAnInvalidStatementIsReplaced() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.prepareStatement(SQL).close();
        }
        execute("ALTER TABLE piece ADD COLUMN colour VARCHAR(10)");

        assertThatThrownBy(this::executeTwoAtOnce)
                .isInstanceOfSatisfying(SQLException.class, failure -> assertThat(failure.getSQLState())
                        .isEqualTo(InvalidStatementOverride.INVALID_STATEMENT));

        executeTwoAtOnce();
    }

    /** As MyBatis does in a batch: the statement that was prepared first is closed first, and stays in the pool. */
    private void executeTwoAtOnce() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            PreparedStatement kept = connection.prepareStatement(SQL);
            PreparedStatement added = connection.prepareStatement(SQL);
            // The pool closes a connection that it replaces in a thread of its own, perhaps before the statements are
            // closed here.
            try (added;
                    kept) {
                added.executeQuery().close();
                kept.executeQuery().close();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
