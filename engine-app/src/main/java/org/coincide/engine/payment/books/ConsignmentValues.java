package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final PaymentAccounts accounts;

    ConsignmentValues(Consignments consignments, PaymentAccounts accounts) {
        this.consignments = consignments;
        this.accounts = accounts;
    }

    public BigDecimal valueOf(Trade trade, int consignment) {
        return valueOf(trade, consignments.piecesOf(trade.tradingId(), consignment));
    }

    /**
     * The value of the consignments that are still to be captured: those that are not cancelled, given up, captured or invoiced. The
     * captured sum does not tell, since it contains what was paid for lost goods and refunded.
     *
     * @param ofTrade all movements of the trade
     */
    public BigDecimal uncovered(Trade trade, List<Movement> ofTrade) {
        Map<Integer, Map<Integer, Integer>> open = new HashMap<>(consignments.uncancelled(trade.tradingId()));
        open.keySet().removeIf(consignment -> isCovered(String.valueOf(consignment), ofTrade));
        if (!open.isEmpty()) {
            Set<String> givenUp = accounts.givenUp(trade.tradingId());
            open.keySet().removeIf(consignment -> givenUp.contains(String.valueOf(consignment)));
        }
        return open.values().stream().map(pieces -> valueOf(trade, pieces)).reduce(BigDecimal.ZERO, BigDecimal::add);
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
