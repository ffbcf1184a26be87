package org.coincide.client.storage;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Statements that join tables which are empty at times, such as outboxes. PostgreSQL plans them at each execution: a plan that it made for empty
 * tables, and would keep while they fill, reads a whole table for each row of another.
 */
@Component
public class JoinStatements {

    private final JdbcClient jdbc;

    JoinStatements(DataSource database) {
        jdbc = JdbcClient.create(new NeverPrepared(database));
    }

    /** Begins such a statement. */
    public JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(sql);
    }

    private static final class NeverPrepared extends JdbcTemplate {

        NeverPrepared(DataSource database) {
            super(database);
        }

        @Override
        protected void applyStatementSettings(Statement statement) throws SQLException {
            super.applyStatementSettings(statement);
            if (statement.isWrapperFor(PGStatement.class)) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
        }
    }
}
