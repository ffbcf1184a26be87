package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.payment.books.Movement.Kind;
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
        return valueOf(trade, consignments.piecesOf(trade.tradingId(), consignment));
    }

    /**
     * The value of the consignments that are still to be captured: those that are not cancelled, captured or invoiced. The captured sum
     * does not tell, since it contains what was paid for lost goods and refunded.
     *
     * @param ofTrade all movements of the trade
     */
    public BigDecimal uncovered(Trade trade, List<Movement> ofTrade) {
        return consignments.uncancelled(trade.tradingId()).entrySet().stream()
                .filter(consignment -> !isCovered(String.valueOf(consignment.getKey()), ofTrade))
                .map(consignment -> valueOf(trade, consignment.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isCovered(String consignment, List<Movement> ofTrade) {
        return ofTrade.stream()
                .filter(movement -> consignment.equals(movement.part()))
                .anyMatch(movement -> movement.kind() == Kind.INVOICE
                        || movement.kind() == Kind.CAPTURE && movement.state().isEffective());
    }

    private static BigDecimal valueOf(Trade trade, Map<Integer, Integer> pieces) {
        return trade.lines().stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(pieces.getOrDefault(line.number(), 0))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
