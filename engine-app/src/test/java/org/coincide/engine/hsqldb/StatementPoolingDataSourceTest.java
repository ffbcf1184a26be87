package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hsqldb.jdbc.JDBCDriver;
import org.hsqldb.jdbc.JDBCPreparedStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class StatementPoolingDataSourceTest {

    private static final int KEPT = 10;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        var database = new SimpleDriverDataSource(JDBCDriver.driverInstance, "jdbc:hsqldb:mem:prepared", "SA", "");
        connection = new StatementPoolingDataSource(database, KEPT).getConnection();
        execute("CREATE TABLE piece (name VARCHAR(10))");
        execute("INSERT INTO piece VALUES ('one')");
    }

    @AfterEach
    void disconnect() throws SQLException {
        execute("DROP SCHEMA PUBLIC CASCADE");
        connection.close();
    }

    @Test
    void aStatementIsCompiledOnce() throws SQLException {
        Statement first = prepareAndClose("SELECT name FROM piece");
        assertThat(prepareAndClose("SELECT name FROM piece")).isSameAs(first);
    }

    @Test
    void aStatementInUseIsNotShared() throws SQLException {
        try (var inUse = connection.prepareStatement("SELECT name FROM piece")) {
            assertThat(prepareAndClose("SELECT name FROM piece"))
                    .isNotSameAs(inUse.unwrap(JDBCPreparedStatement.class));
        }
    }

    @Test
    void theLeastRecentlyUsedStatementIsEvicted() throws SQLException {
        Statement oldest = prepareAndClose("SELECT name FROM piece");
        for (int other = 0; other < KEPT; other++) {
            prepareAndClose("SELECT " + other + " FROM piece");
        }
        assertThat(oldest.isClosed()).isTrue();
        assertThat(prepareAndClose("SELECT " + (KEPT - 1) + " FROM piece").isClosed())
                .isFalse();
    }

    @Test
    void moreMayBeInUseThanAreKept() throws SQLException {
        List<Statement> inUse = new ArrayList<>();
        for (int number = 0; number < 3 * KEPT; number++) {
            inUse.add(connection.prepareStatement("SELECT " + number + " FROM piece"));
        }
        for (Statement statement : inUse) {
            assertThat(statement.isClosed()).isFalse();
            statement.close();
        }
    }

    @Test
    void aStatementIsGoodAlsoWhereTheTableHasChanged() throws SQLException {
        prepareAndClose("SELECT name FROM piece");
        execute("ALTER TABLE piece ADD COLUMN colour VARCHAR(10) BEFORE name");
        try (var again = connection.prepareStatement("SELECT name FROM piece");
                var pieces = again.executeQuery()) {
            assertThat(pieces.next()).isTrue();
            assertThat(pieces.getString(1)).isEqualTo("one");
        }
    }

    private Statement prepareAndClose(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return statement.unwrap(JDBCPreparedStatement.class);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
