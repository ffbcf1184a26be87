package org.coincide.engine.intake;

import java.util.List;
import org.coincide.engine.acceptance.Order;
import org.coincide.engine.journal.RefusalReport.RefusalReason;

/** The result of parsing an order. */
sealed interface OrderParseResult {

    /**
     * A valid order.
     *
     * @param contents the order's JSON as the client wrote it
     */
    record Readable(Order order, String contents) implements OrderParseResult {}

    /**
     * A message that is not an order of the contract.
     *
     * @param orderReference null if it could not be read
     */
    record Unreadable(String orderReference, List<RefusalReason> reasons) implements OrderParseResult {}
}
