package org.coincide.engine.delivery.tasks;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentPlan;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.consignments.DeliveryProperties;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.CallsNoPartner;
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/**
 * Task_PlanDelivery: reserves the pieces and divides them into consignments, or throws the business error OUT_OF_STOCK if pieces are
 * missing and no supply is expected. Sets {@code stockReserved}, the numbers {@code consignments} and {@code consignmentsInStock},
 * and {@code byHand} if people pick and pack.
 */
@Component
@CallsNoPartner
@DelegateOutcome(
        variables = {"stockReserved=true", "consignments=1", "consignmentsInStock=1", "byHand=false"},
        records = "consignment: NONE|REFUSED > PREPARING")
@DelegateOutcome(
        variables = {"stockReserved=true", "consignments=1", "consignmentsInStock=1", "byHand=true"},
        records = "consignment: NONE|REFUSED > PREPARING")
@DelegateOutcome(
        variables = {"stockReserved=true", "consignments=1", "consignmentsInStock=0", "byHand=false"},
        records = "consignment: NONE|REFUSED > BACKORDERED")
@DelegateOutcome(
        variables = {"stockReserved=true", "consignments=1", "consignmentsInStock=0", "byHand=true"},
        records = "consignment: NONE|REFUSED > BACKORDERED")
@DelegateOutcome(
        variables = {"stockReserved=true", "consignments=2", "consignmentsInStock=1", "byHand=false"},
        records = "consignment: NONE|REFUSED > PREPARING, BACKORDERED")
@DelegateOutcome(
        error = "OUT_OF_STOCK",
        variables = "stockReserved=false",
        records = "consignment: NONE|REFUSED > REFUSED")
class PlanDelivery implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final Stock stock;
    private final DeliveryProperties properties;
    private final Clock clock;

    PlanDelivery(Trades trades, Consignments consignments, Stock stock, DeliveryProperties properties, Clock clock) {
        this.trades = trades;
        this.consignments = consignments;
        this.stock = stock;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.lock(execution.getProcessBusinessKey()).orElseThrow();
        SortedMap<String, Integer> wanted = wanted(trade);
        SortedMap<String, Integer> reserved = stock.reserveAvailable(wanted);
        Map<String, LocalDate> expected = reserved.equals(wanted) ? Map.of() : stock.expected(wanted.keySet());
        execution.setVariable("stockReserved", allIsKnown(wanted, reserved, expected));
        if (!allIsKnown(wanted, reserved, expected)) {
            stock.release(reserved);
            throw new BpmnError("OUT_OF_STOCK");
        }
        ConsignmentPlan plan = ConsignmentPlan.of(trade.lines(), reserved, expected, properties.piecesPerConsignment());
        note(trade, plan);
        execution.setVariable("consignments", plan.parts().size());
        execution.setVariable("consignmentsInStock", plan.inStock());
        execution.setVariable("byHand", properties.byHand());
    }

    private void note(Trade trade, ConsignmentPlan plan) {
        int number = 0;
        for (ConsignmentPlan.Part part : plan.parts()) {
            consignments.plan(trade.tradingId(), ++number, part, clock.instant());
            if (part.expectedOn() != null) {
                consignments
                        .find(Consignment.id(trade.tradingId(), number))
                        .map(consignments::contentsOf)
                        .ifPresent(stock::await);
            }
        }
    }

    private boolean allIsKnown(
            SortedMap<String, Integer> wanted, SortedMap<String, Integer> reserved, Map<String, LocalDate> expected) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return wanted.entrySet().stream()
                .filter(article -> article.getValue() > reserved.getOrDefault(article.getKey(), 0))
                .allMatch(article -> expected.containsKey(article.getKey())
                        && !expected.get(article.getKey()).isBefore(today));
    }

    private static SortedMap<String, Integer> wanted(Trade trade) {
        SortedMap<String, Integer> wanted = new TreeMap<>();
        trade.lines().forEach(line -> wanted.merge(line.sku(), line.quantity() - line.cancelled(), Integer::sum));
        return wanted;
    }
}
