package org.coincide.engine.delivery.tasks;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
 * to WAIT for pieces that were not found, or to CANCEL them. Missing pieces of a repeated dispatch are REPORTed: nothing is sent, and a
 * person decides about the consignment. Sets {@code pickOutcome} to PICKED, WAITING or NOTHING.
 */
@Component
@SetsVariables(
        value = "pickOutcome",
        records = {
            "pickOutcome=NOTHING, consignment?: PREPARING > CANCELLED",
            "pickOutcome=NOTHING, consignment?: PREPARING_AGAIN > PICKED_SHORT",
            "pickOutcome=WAITING, consignment?: PREPARING > BACKORDERED"
        })
@ReadsVariables(
        value = "consignment",
        optional = {"picked", "restDecision", "consignmentSent"})
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
        boolean mayReport = task.hasVariable("consignmentSent");
        // When the missing goods have arrived, the consignment is picked again: this answer must not count for the next
        // one.
        task.removeVariables(ANSWERS);
        task.setVariable(
                "pickOutcome", outcome(consignment, pick, rest, mayReport).name());
    }

    private enum Outcome {
        PICKED,
        WAITING,
        NOTHING
    }

    private Outcome outcome(Consignment consignment, PickedPieces.Pick pick, String rest, boolean mayReport) {
        if (pick.missing().isEmpty()) {
            consignments.moved(consignment, ConsignmentStatus.PICKED);
            return Outcome.PICKED;
        }
        if (consignment.wasHandedOver()) {
            return pickedShort(consignment, pick, rest, mayReport);
        }
        return switch (rest) {
            case "WAIT" -> waits(consignment, pick);
            case "CANCEL" -> packWithoutMissing(consignment, pick);
            default ->
                throw new BadUserRequestException(
                        "Pieces are missing. Set restDecision to WAIT or CANCEL. Nothing has changed.");
        };
    }

    /**
     * Releases the found pieces of a consignment that is sent again. The client has been charged for all of them, so that the others
     * cannot simply be cancelled.
     *
     * @param mayReport whether the model of the delivery expects that nothing is sent: those before version 3.2 do not. A migration of
     *     both models adds the variable.
     */
    private Outcome pickedShort(Consignment consignment, PickedPieces.Pick pick, String rest, boolean mayReport) {
        if (!mayReport) {
            throw new BadUserRequestException("The consignment is sent again by an older model, which always sends it."
                    + " Pick all of its pieces, or have its delivery and its dispatch migrated. Nothing has changed.");
        }
        if (!rest.equals("REPORT")) {
            throw new BadUserRequestException(
                    "Pieces are missing, and the consignment is sent again. Set restDecision to REPORT: nothing is sent, and"
                            + " the order desk decides. Nothing has changed.");
        }
        stock.take(pick.missing());
        stock.release(found(consignment, pick));
        consignments.moved(consignment, ConsignmentStatus.PICKED_SHORT);
        return Outcome.NOTHING;
    }

    private SortedMap<String, Integer> found(Consignment consignment, PickedPieces.Pick pick) {
        SortedMap<String, Integer> found = new TreeMap<>(consignments.contentsOf(consignment));
        pick.missing().forEach((sku, pieces) -> found.merge(sku, -pieces, Integer::sum));
        return found;
    }

    /** Puts the found pieces back into stock, where they stay reserved for this consignment. */
    private Outcome waits(Consignment consignment, PickedPieces.Pick pick) {
        var all = consignments.contentsOf(consignment);
        stock.take(pick.missing());
        stock.release(found(consignment, pick));
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
