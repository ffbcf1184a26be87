package org.coincide.engine.intake;

import java.util.List;
import org.coincide.engine.acceptance.Order;
import org.coincide.engine.journal.RefusalReport.Because;

/** What came of reading an order. */
sealed interface OrderParseResult {

    /** @param contents the order's JSON as the client wrote it */
    record Readable(Order order, String contents) implements OrderParseResult {}

    /** @param orderReference where it could be read, else null */
    record Unreadable(String orderReference, List<Because> reasons) implements OrderParseResult {}
}
