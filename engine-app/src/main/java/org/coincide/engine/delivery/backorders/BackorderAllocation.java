package org.coincide.engine.delivery.backorders;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.ConsignmentSubscriptions;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.SendsMessage;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Allocation of arrived goods to a waiting consignment: reservation and process in one transaction. */
@Component
@SendsMessage(
        value = "stock.arrived",
        key = "consignment",
        when = TradeCondition.PART_BACKORDERED,
        records = "consignment: BACKORDERED > PREPARING")
class BackorderAllocation {

    private static final String ARRIVED = "stock.arrived";

    private final Consignments consignments;
    private final Stock stock;
    private final Trades trades;
    private final ConsignmentSubscriptions waiting;
    private final RuntimeService engine;

    BackorderAllocation(
            Consignments consignments,
            Stock stock,
            Trades trades,
            ConsignmentSubscriptions waiting,
            RuntimeService engine) {
        this.consignments = consignments;
        this.stock = stock;
        this.trades = trades;
        this.waiting = waiting;
        this.engine = engine;
    }

    /** Outcome of an attempt to serve a waiting consignment. */
    enum Allocation {
        SERVED,
        TOO_FEW_PIECES,
        /** The process does not wait for goods, or not yet, or there is none any more. */
        NOT_WAITING,
        /** A conflict or a failure that is temporary. */
        POSTPONED
    }

    /** Returns whether the consignment's process waits for goods, as committed. */
    boolean isAwaited(Consignment consignment) {
        return waiting.at(ARRIVED, consignment).isPresent();
    }

    @Transactional
    Allocation serve(Consignment consignment) {
        trades.lock(consignment.tradingId());
        boolean waits = consignments
                .find(consignment.id())
                .filter(now -> now.status() == ConsignmentStatus.BACKORDERED)
                .isPresent();
        Optional<String> execution = waits ? waiting.at(ARRIVED, consignment) : Optional.empty();
        if (execution.isEmpty()) {
            return Allocation.NOT_WAITING;
        }
        if (!stock.reserveAwaited(consignments.contentsOf(consignment))) {
            return Allocation.TOO_FEW_PIECES;
        }
        consignments.moved(consignment, ConsignmentStatus.PREPARING);
        engine.messageEventReceived(ARRIVED, execution.get());
        return Allocation.SERVED;
    }
}
