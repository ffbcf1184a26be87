package org.coincide.engine.jobs;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.postgresql.PGStatement;

/** Lets PostgreSQL plan those statements of the engine that join tables at each execution, by the present sizes of the tables. */
@Intercepts(
        @Signature(
                type = StatementHandler.class,
                method = "prepare",
                args = {Connection.class, Integer.class}))
final class JoinPlanner implements Interceptor {

    private static final Pattern JOIN = Pattern.compile("\\b(?:join|exists)\\b", Pattern.CASE_INSENSITIVE);

    /** The driver never prepares such a statement on the server. */
    private static final int NEVER = 0;

    /** A plan of such a statement can read one table for each row of another. */
    private static boolean joins(String sql) {
        return JOIN.matcher(sql).find();
    }

    @Override
    public Object intercept(Invocation invocation)
            throws InvocationTargetException, IllegalAccessException, SQLException {
        Object prepared = invocation.proceed();
        StatementHandler handler = (StatementHandler) invocation.getTarget();
        if (joins(handler.getBoundSql().getSql())) {
            ((Statement) prepared).unwrap(PGStatement.class).setPrepareThreshold(NEVER);
        }
        return prepared;
    }
}
