package org.coincide.engine.subscriptions;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.springframework.stereotype.Component;

/** The message subscriptions of a trade's process instances. Queried first: a message without a subscription rolls the caller's transaction back. */
@Component
public class MessageSubscriptions {

    /**
     * With a scalar subquery for each condition: databases begin with the few process instances of the trade, whatever they know of the size of
     * the tables. The joins of the engine's own query let PostgreSQL read all variables, or all subscriptions to the message, or else plan for
     * longer than it executes (ADR 97). The name of the message is no condition of the search, because PostgreSQL would read all subscriptions
     * with that name instead of those of one execution.
     */
    private static final String WAITING =
            """
            SELECT W.* FROM ACT_RU_EXECUTION W WHERE W.ID_ = (
              SELECT MAX((
                SELECT MAX(E.ID_) FROM ACT_RU_EXECUTION E WHERE E.PROC_INST_ID_ = I.ID_ AND (
                  SELECT MAX(CASE WHEN S.EVENT_TYPE_ = 'message' AND S.EVENT_NAME_ = #{message} THEN 1 ELSE 0 END)
                  FROM ACT_RU_EVENT_SUBSCR S WHERE S.EXECUTION_ID_ = E.ID_) = 1))
              FROM ACT_RU_EXECUTION I WHERE I.BUSINESS_KEY_ = #{trade} AND (
                SELECT V.%s FROM ACT_RU_VARIABLE V WHERE V.VAR_SCOPE_ = I.ID_ AND V.NAME_ = #{variable}) = #{value})""";

    private static final String BY_NUMBER = WAITING.formatted("LONG_");
    private static final String BY_TEXT = WAITING.formatted("TEXT_");

    private final RuntimeService engine;

    MessageSubscriptions(RuntimeService engine) {
        this.engine = engine;
    }

    /** The execution that waits for this message, in the process instance of the trade whose variable has this value. */
    public Optional<String> find(String message, String tradingId, String variable, long value) {
        return find(BY_NUMBER, message, tradingId, variable, value);
    }

    /** The execution that waits for this message, in the process instance of the trade whose variable has this value. */
    public Optional<String> find(String message, String tradingId, String variable, String value) {
        return find(BY_TEXT, message, tradingId, variable, value);
    }

    private Optional<String> find(String query, String message, String tradingId, String variable, Object value) {
        return engine
                .createNativeExecutionQuery()
                .sql(query)
                .parameter("message", message)
                .parameter("trade", tradingId)
                .parameter("variable", variable)
                .parameter("value", value)
                .list()
                .stream()
                .map(Execution::getId)
                .findFirst();
    }
}
