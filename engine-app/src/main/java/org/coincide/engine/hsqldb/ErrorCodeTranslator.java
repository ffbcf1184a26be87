package org.coincide.engine.hsqldb;

import java.lang.reflect.InvocationTargetException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.apache.ibatis.executor.BatchExecutorException;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;

/**
 * Tells the engine in H2's words what HSQLDB has refused. The engine looks at SQLState, vendor code and text to tell a lost race
 * from a fault, and knows no HSQLDB. The exception as it was stays as the cause.
 */
@Intercepts({
    @Signature(
            type = Executor.class,
            method = "update",
            args = {MappedStatement.class, Object.class}),
    @Signature(
            type = Executor.class,
            method = "query",
            args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}),
    @Signature(
            type = Executor.class,
            method = "flushStatements",
            args = {}),
    @Signature(
            type = Executor.class,
            method = "commit",
            args = {boolean.class})
})
final class ErrorCodeTranslator implements Interceptor {

    /** The engine takes this text, in any exception, for a broken foreign key. */
    private static final String READ_AS_FOREIGN_KEY = "integrity constraint violation: ";

    @Override
    public Object intercept(Invocation invocation) throws Throwable {
        try {
            return invocation.proceed();
        } catch (InvocationTargetException e) {
            throw translated(e.getTargetException());
        }
    }

    private static Throwable translated(Throwable failure) {
        if (failure instanceof BatchExecutorException batch) {
            return new BatchExecutorException(
                    batch.getMessage(),
                    inEngineWords(batch.getBatchUpdateException()),
                    batch.getSuccessfulBatchResults(),
                    null);
        }
        return failure instanceof SQLException refusal ? inEngineWords(refusal) : failure;
    }

    private static BatchUpdateException inEngineWords(BatchUpdateException refusal) {
        SQLException words = inEngineWords((SQLException) refusal);
        return words == refusal
                ? refusal
                : new BatchUpdateException(
                        words.getMessage(),
                        words.getSQLState(),
                        words.getErrorCode(),
                        refusal.getUpdateCounts(),
                        refusal);
    }

    static SQLException inEngineWords(SQLException refusal) {
        if (refusal.getSQLState() == null) {
            return refusal;
        }
        String text = String.valueOf(refusal.getMessage());
        return switch (refusal.getSQLState()) {
            case "23505" -> as("23505", 23505, text.replace(READ_AS_FOREIGN_KEY, ""), refusal);
            case "23503", "23504" -> as("23506", 23506, text, refusal);
            case "23502", "23513" ->
                as(refusal.getSQLState(), refusal.getErrorCode(), text.replace(READ_AS_FOREIGN_KEY, ""), refusal);
            case "22001" -> as("22001", 22001, "Value too long: " + text, refusal);
            case "40001", "40501" -> as("40001", 40001, text, refusal);
            default -> refusal;
        };
    }

    private static SQLException as(String state, int code, String text, SQLException refusal) {
        return new SQLException(text, state, code, refusal);
    }
}
