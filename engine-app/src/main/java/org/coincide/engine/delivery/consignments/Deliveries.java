package org.coincide.engine.delivery.consignments;

import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.processes.server.SendsMessage;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deliveries of trades, for other packages. */
@Component
@SendsMessage(
        value = "consignment.recalled",
        key = "consignment",
        when = TradeCondition.OTHER_GOODS_HANDED_OVER,
        records = "consignment: BACKORDERED|PREPARING > CANCELLED")
public class Deliveries {

    private static final String RECALLED = "consignment.recalled";

    private final Consignments consignments;
    private final ConsignmentRecall recall;
    private final ConsignmentSubscriptions waiting;
    private final RuntimeService engine;

    Deliveries(
            Consignments consignments,
            ConsignmentRecall recall,
            ConsignmentSubscriptions waiting,
            RuntimeService engine) {
        this.consignments = consignments;
        this.recall = recall;
        this.waiting = waiting;
        this.engine = engine;
    }

    /**
     * Cancels the consignments that have not been given to a carrier, and ends their processes; the others go on. Requires the trade's
     * lock, so that none of them is handed over meanwhile.
     *
     * @return the number of cancelled consignments
     * @throws org.camunda.bpm.engine.OptimisticLockingException if one of them moves concurrently; the caller must try again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int cancelRest(String tradingId) {
        List<Consignment> rest = consignments.of(tradingId).stream()
                .filter(Consignment::isRecallable)
                .filter(consignment -> waiting.at(RECALLED, consignment).isPresent())
                .toList();
        rest.forEach(consignment -> {
            recall.cancel(consignment);
            waiting.at(RECALLED, consignment).ifPresent(execution -> engine.messageEventReceived(RECALLED, execution));
        });
        return rest.size();
    }

    /** Cancels the consignments that have not been given to a carrier, of a trade without a process, and releases their pieces. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(String tradingId) {
        consignments.of(tradingId).stream().filter(Consignment::isRecallable).forEach(recall::cancel);
    }

    /** Description, for a person, of the consignments that are not cancelled: "consignment 1 (shipped, Parcel Post PP-17)". */
    public String describeConsignments(String tradingId) {
        return consignments.of(tradingId).stream()
                .filter(consignment -> consignment.status() != ConsignmentStatus.CANCELLED)
                .map(Consignment::inWords)
                .collect(Collectors.joining(", "));
    }

    /** Returns whether no consignment of the trade has been given to a carrier, nor is being given. */
    public boolean isNothingHandedOver(String tradingId) {
        return consignments.of(tradingId).stream()
                .allMatch(consignment ->
                        consignment.isRecallable() || consignment.status() == ConsignmentStatus.CANCELLED);
    }
}
