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
import org.apache.ibatis.plugin.Plugin;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;

/**
 * Translates HSQLDB's exceptions into H2's for the engine. The engine distinguishes a concurrency conflict from other errors by
 * SQLState, vendor code and text, and does not know HSQLDB. The original exception is kept as the cause.
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

    /** The engine interprets this text, in any exception, as a foreign key violation. */
    private static final String READ_AS_FOREIGN_KEY = "integrity constraint violation: ";

    /** Asks the annotations only for executors: MyBatis would read them by reflection for each object that it creates. */
    @Override
    public Object plugin(Object target) {
        return target instanceof Executor ? Plugin.wrap(target, this) : target;
    }

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
                    asH2Error(batch.getBatchUpdateException()),
                    batch.getSuccessfulBatchResults(),
                    null);
        }
        return failure instanceof SQLException refusal ? asH2Error(refusal) : failure;
    }

    private static BatchUpdateException asH2Error(BatchUpdateException refusal) {
        SQLException translated = asH2Error((SQLException) refusal);
        return translated == refusal
                ? refusal
                : new BatchUpdateException(
                        translated.getMessage(),
                        translated.getSQLState(),
                        translated.getErrorCode(),
                        refusal.getUpdateCounts(),
                        refusal);
    }

    static SQLException asH2Error(SQLException refusal) {
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
            case "40001", "40501", "40502" -> as("40001", 40001, text, refusal);
            default -> refusal;
        };
    }

    private static SQLException as(String state, int code, String text, SQLException refusal) {
        return new SQLException(text, state, code, refusal);
    }
}
