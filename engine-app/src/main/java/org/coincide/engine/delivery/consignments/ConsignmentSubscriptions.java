package org.coincide.engine.delivery.consignments;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.springframework.stereotype.Component;

/** Message subscriptions of delivery processes. Queried first: a message without a subscription rolls the caller's transaction back. */
@Component
public class ConsignmentSubscriptions {

    /**
     * With a scalar subquery for each condition: databases begin with the few process instances of the trade, whatever they know of the size of
     * the tables. The joins of the engine's own query let PostgreSQL read all variables, or all subscriptions to the message.
     */
    private static final String WAITING =
            """
            SELECT W.* FROM ACT_RU_EXECUTION W WHERE W.ID_ = (
              SELECT MAX((
                SELECT MAX(E.ID_) FROM ACT_RU_EXECUTION E WHERE E.PROC_INST_ID_ = I.ID_ AND (
                  SELECT COUNT(*) FROM ACT_RU_EVENT_SUBSCR S
                  WHERE S.EXECUTION_ID_ = E.ID_ AND S.EVENT_TYPE_ = 'message' AND S.EVENT_NAME_ = #{message}) > 0))
              FROM ACT_RU_EXECUTION I WHERE I.BUSINESS_KEY_ = #{trade} AND (
                SELECT V.LONG_ FROM ACT_RU_VARIABLE V WHERE V.VAR_SCOPE_ = I.ID_ AND V.NAME_ = #{variable}) = #{number})""";

    private final RuntimeService engine;

    ConsignmentSubscriptions(RuntimeService engine) {
        this.engine = engine;
    }

    /** The execution of the consignment that waits for this message. */
    public Optional<String> at(String message, Consignment consignment) {
        return engine
                .createNativeExecutionQuery()
                .sql(WAITING)
                .parameter("message", message)
                .parameter("trade", consignment.tradingId())
                .parameter("variable", ConsignmentKey.VARIABLE)
                .parameter("number", (long) consignment.number())
                .list()
                .stream()
                .map(Execution::getId)
                .findFirst();
    }
}
