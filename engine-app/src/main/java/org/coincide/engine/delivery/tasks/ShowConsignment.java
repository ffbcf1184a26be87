package org.coincide.engine.delivery.tasks;

import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentKey;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.people.FormGoods;
import org.coincide.engine.people.FormVariables;
import org.coincide.engine.people.TaskOrderVariables;
import org.coincide.processes.server.ReadsVariables;
import org.coincide.processes.server.SetsVariables;
import org.springframework.stereotype.Component;

/** Sets the task's local variable {@code parcel} to the data of the consignment that the form shows. */
@Component
@ReadsVariables("consignment")
@SetsVariables(ofTask = "parcel")
class ShowConsignment implements TaskListener {

    /**
     * @param expectedOn expected date of missing goods; empty if unknown
     * @param trackingNumber null until it is booked at the carrier
     * @param again whether it was sent before
     */
    private record Parcel(
            String id,
            ConsignmentStatus status,
            String expectedOn,
            String carrier,
            String trackingNumber,
            boolean again,
            List<FormGoods> lines) {}

    private final Consignments consignments;

    ShowConsignment(Consignments consignments) {
        this.consignments = consignments;
    }

    @Override
    public void notify(DelegateTask task) {
        ConsignmentKey which = ConsignmentKey.execution(task.getExecution());
        Consignment consignment = consignments.find(which.id()).orElseThrow();
        List<FormGoods> lines = consignments.linesOf(consignment).stream()
                .map(line -> new FormGoods(line.number(), line.sku(), line.name(), line.quantity()))
                .toList();
        task.setVariableLocal(
                "parcel",
                FormVariables.json(new Parcel(
                        consignment.id(),
                        consignment.status(),
                        text(consignment.expectedOn()),
                        consignment.carrier(),
                        consignment.trackingNumber(),
                        consignment.wasHandedOver(),
                        lines)));
        task.setVariableLocal(TaskOrderVariables.ABOUT, FormVariables.summary(lines));
    }

    private static String text(LocalDate date) {
        return date == null ? "" : date.toString();
    }
}
