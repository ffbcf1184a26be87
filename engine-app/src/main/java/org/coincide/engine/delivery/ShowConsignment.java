package org.coincide.engine.delivery;

import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.coincide.engine.people.GoodsOnForm;
import org.coincide.engine.people.OrderOfTask;
import org.coincide.engine.people.Shown;
import org.springframework.stereotype.Component;

/** Gives a task, in {@code parcel}, what its form shows of the consignment. It belongs to the task alone and goes with it. */
@Component
class ShowConsignment implements TaskListener {

    /**
     * @param expectedOn when missing goods are expected; empty where nothing is known
     * @param trackingNumber null until the carrier has it
     */
    private record Parcel(
            String id,
            ConsignmentStatus status,
            String expectedOn,
            String carrier,
            String trackingNumber,
            List<GoodsOnForm> lines) {}

    private final Consignments consignments;

    ShowConsignment(Consignments consignments) {
        this.consignments = consignments;
    }

    @Override
    public void notify(DelegateTask task) {
        ConsignmentOf which = ConsignmentOf.execution(task.getExecution());
        Consignment consignment = consignments.find(which.id()).orElseThrow();
        List<GoodsOnForm> lines = consignments.linesOf(consignment).stream()
                .map(line -> new GoodsOnForm(line.number(), line.sku(), line.name(), line.quantity()))
                .toList();
        task.setVariableLocal(
                "parcel",
                Shown.json(new Parcel(
                        consignment.id(),
                        consignment.status(),
                        text(consignment.expectedOn()),
                        consignment.carrier(),
                        consignment.trackingNumber(),
                        lines)));
        task.setVariableLocal(OrderOfTask.ABOUT, Shown.words(lines));
    }

    private static String text(LocalDate date) {
        return date == null ? "" : date.toString();
    }
}
