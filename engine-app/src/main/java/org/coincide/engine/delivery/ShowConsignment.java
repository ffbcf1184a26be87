package org.coincide.engine.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Gives a task what its form shows of the consignment. It belongs to the task alone and goes with it. */
@Component
class ShowConsignment implements TaskListener {

    private final Trades trades;
    private final Consignments consignments;
    private final ObjectMapper json;

    ShowConsignment(Trades trades, Consignments consignments, ObjectMapper json) {
        this.trades = trades;
        this.consignments = consignments;
        this.json = json;
    }

    @Override
    public void notify(DelegateTask task) {
        ConsignmentOf which = ConsignmentOf.execution(task.getExecution());
        Consignment consignment = consignments.find(which.id()).orElseThrow();
        Trade trade = trades.find(which.tradingId()).orElseThrow();
        ShipTo shipTo = ShipTo.of(trade);
        task.setVariableLocal("orderReference", trade.orderReference());
        task.setVariableLocal("consignmentId", consignment.id());
        task.setVariableLocal("consignmentStatus", consignment.status().name());
        task.setVariableLocal(
                "expectedOn",
                consignment.expectedOn() == null ? "" : consignment.expectedOn().toString());
        task.setVariableLocal("shipToName", shipTo.name());
        task.setVariableLocal("shipToStreet", shipTo.street());
        task.setVariableLocal("shipToPlace", shipTo.postalCode() + " " + shipTo.city() + ", " + shipTo.country());
        task.setVariableLocal("lines", lines(consignment));
    }

    private String lines(Consignment consignment) {
        try {
            return json.writeValueAsString(consignments.linesOf(consignment));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
