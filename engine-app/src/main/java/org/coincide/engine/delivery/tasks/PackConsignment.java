package org.coincide.engine.delivery.tasks;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentKey;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.ReadsVariables;
import org.coincide.processes.server.SetsVariables;
import org.springframework.stereotype.Component;

/**
 * Completion of the task "Pick and pack". Reads the picked pieces by line from {@code picked}, and from {@code restDecision} whether
 * to WAIT for pieces that were not found, or to CANCEL them. Sets {@code pickOutcome} to PICKED, WAITING or NOTHING.
 */
@Component
@SetsVariables(
        value = "pickOutcome",
        records = {
            "pickOutcome=NOTHING, consignment?: PREPARING > CANCELLED",
            "pickOutcome=WAITING, consignment?: PREPARING > BACKORDERED"
        })
@ReadsVariables(
        value = "consignment",
        optional = {"picked", "restDecision"})
class PackConsignment implements TaskListener {

    private static final List<String> ANSWERS = List.of("picked", "restDecision");

    private final Trades trades;
    private final Consignments consignments;
    private final Stock stock;
    private final PickedPieces pickedPieces;
    private final Clock clock;

    PackConsignment(Trades trades, Consignments consignments, Stock stock, PickedPieces pickedPieces, Clock clock) {
        this.trades = trades;
        this.consignments = consignments;
        this.stock = stock;
        this.pickedPieces = pickedPieces;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        ConsignmentKey which = ConsignmentKey.execution(task.getExecution());
        trades.lock(which.tradingId());
        Consignment consignment = consignments.find(which.id()).orElseThrow();
        var pick = pickedPieces.of(task.getVariable("picked"), consignments.linesOf(consignment));
        String rest = String.valueOf(task.getVariable("restDecision"));
        // When the missing goods have arrived, the consignment is picked again: this answer must not count for the next
        // one.
        task.removeVariables(ANSWERS);
        task.setVariable("pickOutcome", outcome(consignment, pick, rest).name());
    }

    private enum Outcome {
        PICKED,
        WAITING,
        NOTHING
    }

    private Outcome outcome(Consignment consignment, PickedPieces.Pick pick, String rest) {
        if (pick.missing().isEmpty()) {
            consignments.moved(consignment, ConsignmentStatus.PICKED);
            return Outcome.PICKED;
        }
        if (consignment.handOvers() > 0) {
            throw new BadUserRequestException(
                    "The consignment is sent again. Pick all of its pieces. Nothing has changed.");
        }
        return switch (rest) {
            case "WAIT" -> waits(consignment, pick);
            case "CANCEL" -> packWithoutMissing(consignment, pick);
            default ->
                throw new BadUserRequestException(
                        "Pieces are missing. Set restDecision to WAIT or CANCEL. Nothing has changed.");
        };
    }

    /** Puts the found pieces back into stock, where they stay reserved for this consignment. */
    private Outcome waits(Consignment consignment, PickedPieces.Pick pick) {
        var all = consignments.contentsOf(consignment);
        stock.take(pick.missing());
        var found = new TreeMap<>(all);
        pick.missing().forEach((sku, pieces) -> found.merge(sku, -pieces, Integer::sum));
        stock.release(found);
        stock.await(all);
        consignments.waits(
                consignment,
                stock.expected(all.keySet()).values().stream()
                        .max(Comparable::compareTo)
                        .orElse(null),
                clock.instant());
        return Outcome.WAITING;
    }

    private Outcome packWithoutMissing(Consignment consignment, PickedPieces.Pick pick) {
        stock.take(pick.missing());
        if (pick.isNothing()) {
            consignments.moved(consignment, ConsignmentStatus.CANCELLED);
            return Outcome.NOTHING;
        }
        consignments.reduced(consignment, Map.copyOf(pick.byLine()));
        consignments.moved(consignment, ConsignmentStatus.PICKED);
        return Outcome.PICKED;
    }
}
