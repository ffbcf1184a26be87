package org.coincide.engine.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;

class DatabaseOutageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000",
                "08001",
                "08003",
                "08006",
                "08503", // connection
                "40001",
                "40P01",
                "40501",
                "40502", // lost transaction
                "53100",
                "53200",
                "53300", // too few resources
                "57014",
                "57P01",
                "57P02",
                "57P03", // ended by an operator
                "58000",
                "58030", // failed system
                "55P03",
                "25P03", // time-outs
                "25006" // a standby, or a database without free space
            })
    void aStateOfTheListIsAnOutage(String state) {
        assertThat(DatabaseOutage.isCauseOf(failed(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0A000", "21000", "22001", "23505", "24000", "25001", "25P02", "26000", "2D000", "34000", "42601",
                "45000", "55000", "54000", "P0001", "XX000", "HY000", "S1000", "99999", ""
            })
    void anyOtherStateIsNone(String state) {
        assertThat(DatabaseOutage.isCauseOf(failed(state))).isFalse();
    }

    @Test
    void aFailureWithoutAStateIsNone() {
        assertThat(DatabaseOutage.isCauseOf(failed(null))).isFalse();
        assertThat(DatabaseOutage.isCauseOf(new UnexpectedRollbackException("marked as rollback-only")))
                .isFalse();
        assertThat(DatabaseOutage.isCauseOf(null)).isFalse();
    }

    @Test
    void aLostConnectionIsAnOutageWithoutAStateToo() {
        assertThat(new Exception[] {
                    new CannotGetJdbcConnectionException("none"),
                    new CannotCreateTransactionException("none"),
                    new TransactionSystemException("rollback failed"),
                    new SQLTransientConnectionException("not available"),
                    new SQLNonTransientConnectionException("closed"),
                    new SQLRecoverableException("again")
                })
                .allMatch(DatabaseOutage::isCauseOf);
    }

    @Test
    void aConnectionOrAPoolThatIsClosedIsAnOutage() throws SQLException {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:hsqldb:mem:closed");
        try (pool) {
            Connection connection = pool.getConnection();
            connection.close();
            assertThat(catchThrowable(() -> connection.prepareStatement("VALUES 1")))
                    .isInstanceOf(SQLException.class)
                    .matches(DatabaseOutage::isCauseOf);
        }
        assertThat(catchThrowable(pool::getConnection))
                .isInstanceOf(SQLException.class)
                .matches(DatabaseOutage::isCauseOf);
    }

    private static RuntimeException failed(String state) {
        return new DataAccessResourceFailureException("failed", new SQLException("failed", state));
    }
}
