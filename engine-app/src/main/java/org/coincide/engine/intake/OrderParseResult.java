package org.coincide.engine.intake;

import java.util.List;
import java.util.Optional;
import org.coincide.engine.acceptance.Order;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.tracing.TraceParent;

/** The result of parsing an order. */
sealed interface OrderParseResult {

    /**
     * A valid order.
     *
     * @param contents the order's JSON as the client wrote it
     * @param trace the order's position in its trace, as its envelope names it; empty if it names none
     */
    record Readable(Order order, String contents, Optional<TraceParent> trace) implements OrderParseResult {}

    /**
     * A message that is not an order of the contract.
     *
     * @param orderReference null if it could not be read
     */
    record Unreadable(String orderReference, List<RefusalReason> reasons) implements OrderParseResult {}
}
