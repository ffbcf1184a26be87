package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/** Value of a consignment: the part of a trade that is paid when the consignment is shipped. */
@Component
public class ConsignmentValues {

    /** The number of the consignment that a process settles: 1 if the process names none. */
    public static int consignmentOf(DelegateExecution execution) {
        return execution.getVariable("consignment") instanceof Number number ? number.intValue() : 1;
    }

    private final Consignments consignments;

    ConsignmentValues(Consignments consignments) {
        this.consignments = consignments;
    }

    public BigDecimal valueOf(Trade trade, int consignment) {
        Map<Integer, Integer> pieces = consignments.piecesOf(trade.tradingId(), consignment);
        return trade.lines().stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(pieces.getOrDefault(line.number(), 0))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
