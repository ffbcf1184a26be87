package org.coincide.engine.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.session.ResultHandler;
import org.postgresql.PGStatement;
import org.springframework.util.ConcurrentLruCache;

/**
 * Lets PostgreSQL plan those statements of the engine that join tables at each execution, by the present sizes of the tables. It wraps the
 * statements itself: MyBatis would read annotations by reflection and create a proxy for each.
 */
final class JoinPlanner implements Interceptor {

    private static final Pattern JOIN = Pattern.compile("\\b(?:join|exists)\\b", Pattern.CASE_INSENSITIVE);

    /** The driver never prepares such a statement on the server. */
    private static final int NEVER = 0;

    /** More than the texts of all statements of a trade. */
    private static final int KNOWN = 500;

    private final ConcurrentLruCache<String, Boolean> known = new ConcurrentLruCache<>(KNOWN, JoinPlanner::joins);

    /** A plan of such a statement can read one table for each row of another. */
    private static boolean joins(String sql) {
        return JOIN.matcher(sql).find();
    }

    @Override
    public Object plugin(Object target) {
        return target instanceof StatementHandler handler ? new PlannedStatement(handler) : target;
    }

    @Override
    public Object intercept(Invocation invocation) {
        throw new UnsupportedOperationException("The statements are wrapped without MyBatis");
    }

    private final class PlannedStatement implements StatementHandler {

        private final StatementHandler statement;

        PlannedStatement(StatementHandler statement) {
            this.statement = statement;
        }

        @Override
        public Statement prepare(Connection connection, Integer timeout) throws SQLException {
            Statement prepared = statement.prepare(connection, timeout);
            if (known.get(getBoundSql().getSql())) {
                prepared.unwrap(PGStatement.class).setPrepareThreshold(NEVER);
            }
            return prepared;
        }

        @Override
        public void parameterize(Statement prepared) throws SQLException {
            statement.parameterize(prepared);
        }

        @Override
        public void batch(Statement prepared) throws SQLException {
            statement.batch(prepared);
        }

        @Override
        public int update(Statement prepared) throws SQLException {
            return statement.update(prepared);
        }

        @Override
        @SuppressWarnings("rawtypes") // MyBatis declares it so
        public <E> List<E> query(Statement prepared, ResultHandler results) throws SQLException {
            return statement.query(prepared, results);
        }

        @Override
        public <E> Cursor<E> queryCursor(Statement prepared) throws SQLException {
            return statement.queryCursor(prepared);
        }

        @Override
        public BoundSql getBoundSql() {
            return statement.getBoundSql();
        }

        @Override
        public ParameterHandler getParameterHandler() {
            return statement.getParameterHandler();
        }
    }
}
