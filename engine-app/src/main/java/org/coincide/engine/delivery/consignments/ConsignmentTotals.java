package org.coincide.engine.delivery.consignments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.engine.trade.DeliveryFacts;
import org.coincide.engine.trade.DeliveryFacts.LineProgress;
import org.coincide.engine.trade.status.DeliveryStatus;

/** Sums of a trade's consignments, by line. */
final class ConsignmentTotals {

    /** Pieces of one line in one consignment. */
    record Part(String id, ConsignmentStatus status, int line, int quantity) {}

    private ConsignmentTotals() {}

    static DeliveryFacts of(List<Part> parts) {
        Map<Integer, LineProgress> lines = new LinkedHashMap<>();
        Map<String, DeliveryStatus> states = new LinkedHashMap<>();
        parts.forEach(part -> {
            states.put(part.id(), part.status().delivery());
            lines.merge(part.line(), progress(part), ConsignmentTotals::sum);
        });
        return new DeliveryFacts(List.copyOf(lines.values()), new ArrayList<>(states.values()));
    }

    private static LineProgress progress(Part part) {
        return new LineProgress(
                part.line(),
                part.status() == ConsignmentStatus.CANCELLED ? 0 : part.quantity(),
                part.status().isShipped() ? part.quantity() : 0,
                part.status() == ConsignmentStatus.DELIVERED ? part.quantity() : 0);
    }

    private static LineProgress sum(LineProgress one, LineProgress other) {
        return new LineProgress(
                one.number(),
                one.planned() + other.planned(),
                one.shipped() + other.shipped(),
                one.delivered() + other.delivered());
    }
}
