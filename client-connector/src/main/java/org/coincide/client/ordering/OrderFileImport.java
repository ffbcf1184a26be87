package org.coincide.client.ordering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.ordering.OrderFile.Entry;
import org.coincide.client.ordering.OrderFile.Fault;
import org.springframework.stereotype.Component;

/**
 * Places the orders of a file. A file with a fault places nothing. The orders are stored one after the other; since each has its
 * reference, a repeated file places only what the earlier attempt did not.
 */
@Component
class OrderFileImport {

    /** State of an order of the file. */
    enum State {
        NEW,
        PLACED_EARLIER,
        INVALID
    }

    /** An order of the file, as shown in the preview. */
    record Preview(String orderReference, int place, State state, JsonNode order) {}

    /** The checked file. */
    record Report(List<Preview> orders, List<Fault> faults) {

        long count(State state) {
            return orders.stream().filter(order -> order.state() == state).count();
        }
    }

    /**
     * Result of placing a file.
     *
     * @param stored references of the orders that are placed, now or earlier
     * @param faults reasons why the other orders are not placed
     */
    record Placement(List<String> stored, List<Fault> faults) {}

    private static final Report EMPTY = refused(new Fault(1, "", "", "The file is empty. Choose a file with orders."));

    private static final Map<String, String> COLUMN_OF = CsvOrderReader.COLUMNS.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private final OrderPlacement placement;

    OrderFileImport(OrderPlacement placement) {
        this.placement = placement;
    }

    Report checkCsv(String text) {
        return text.isBlank() ? EMPTY : check(CsvOrderReader.read(text), true);
    }

    /** Checks a JSON document: one order, or an array of orders. */
    Report checkJson(String text) {
        if (text.isBlank()) {
            return EMPTY;
        }
        try {
            var document = Json.STRICT.readTree(text);
            List<Entry> orders = new ArrayList<>();
            for (var order : document.isArray() ? document : List.of(document)) {
                orders.add(new Entry(order, List.of(orders.size() + 1)));
            }
            return check(new OrderFile(orders, List.of()), false);
        } catch (JsonProcessingException e) {
            return refused(new Fault(
                    1, "", "", "The file must be one strict JSON document; " + place(e) + e.getOriginalMessage()));
        }
    }

    private static Report refused(Fault fault) {
        return new Report(List.of(), List.of(fault));
    }

    /** The place of a failure; empty for a limit of the reader, whose failure has none. */
    private static String place(JsonProcessingException failure) {
        var at = failure.getLocation();
        return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    }

    /**
     * Places the orders of a file without faults. An order that has become impossible since the check does not hinder the others.
     *
     * @param csv true for a CSV file
     */
    Placement place(Report report, boolean csv) {
        List<String> stored = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (var order : report.orders()) {
            var result = placement.place(order.order());
            if (result instanceof PlacementResult.Stored) {
                stored.add(order.orderReference());
            } else {
                faults.addAll(faults(new Entry(order.order(), List.of(order.place())), result, csv));
            }
        }
        return new Placement(stored, faults);
    }

    private Report check(OrderFile file, boolean csv) {
        List<Fault> faults = new ArrayList<>(file.faults());
        List<Preview> orders = new ArrayList<>();
        Set<String> references = new HashSet<>();
        // Rows that contradict each other are found by the reader.
        var contradicted = file.faults().stream().map(Fault::orderReference).collect(Collectors.toSet());
        for (var entry : file.orders()) {
            int before = faults.size();
            var checked = placement.check(entry.order());
            if (!references.add(entry.reference())) {
                faults.add(new Fault(
                        entry.placeOf(""),
                        entry.reference(),
                        "orderReference",
                        "The order is twice in the file. Remove one."));
            }
            faults.addAll(faults(entry, checked, csv));
            var state = faults.size() > before || contradicted.contains(entry.reference())
                    ? State.INVALID
                    : checked instanceof PlacementResult.Stored ? State.PLACED_EARLIER : State.NEW;
            orders.add(new Preview(entry.reference(), entry.placeOf(""), state, entry.order()));
        }
        if (file.orders().isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(1, "", "", "The file has no orders. Add one."));
        }
        faults.sort(Comparator.comparingInt(Fault::place));
        return new Report(orders, faults);
    }

    private static List<Fault> faults(Entry entry, PlacementResult checked, boolean csv) {
        if (checked instanceof PlacementResult.Conflicting) {
            return List.of(new Fault(
                    entry.placeOf(""),
                    entry.reference(),
                    "orderReference",
                    "An order with this number was placed with other contents and is unchanged. Use another number."));
        }
        if (checked instanceof PlacementResult.Removed) {
            return List.of(
                    new Fault(
                            entry.placeOf(""),
                            entry.reference(),
                            "orderReference",
                            "An order with this number was placed before; its trade is closed and removed. Use another number."));
        }
        return checked instanceof PlacementResult.Invalid invalid
                ? invalid.errors().stream()
                        .map(error -> fault(entry, error, csv))
                        .toList()
                : List.of();
    }

    private static Fault fault(Entry entry, ValidationError error, boolean csv) {
        var pointer = error.pointer();
        var column = COLUMN_OF.getOrDefault(pointer.replaceFirst("^/lines/\\d+", ""), "");
        return new Fault(entry.placeOf(pointer), entry.reference(), csv ? column : pointer, error.text());
    }
}
