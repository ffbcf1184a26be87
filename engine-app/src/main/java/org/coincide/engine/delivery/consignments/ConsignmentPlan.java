package org.coincide.engine.delivery.consignments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.trade.TradeLine;

/**
 * Division of a trade's lines into consignments: first the pieces in stock, then the expected pieces, by the day on which they are
 * expected.
 */
public record ConsignmentPlan(List<Part> parts) {

    /**
     * Planned consignment.
     *
     * @param pieces by line
     * @param expectedOn null if all pieces are in stock
     */
    public record Part(SortedMap<Integer, Integer> pieces, LocalDate expectedOn) {}

    /**
     * Divides the lines.
     *
     * @param reserved pieces in stock, by article
     * @param expected date of the next supply, for each article of which pieces are missing
     * @param most maximum number of pieces of a consignment; 0 for no limit
     */
    public static ConsignmentPlan of(
            List<TradeLine> lines, Map<String, Integer> reserved, Map<String, LocalDate> expected, int most) {
        Map<String, Integer> left = new HashMap<>(reserved);
        SortedMap<Integer, Integer> there = new TreeMap<>();
        SortedMap<LocalDate, SortedMap<Integer, Integer>> later = new TreeMap<>();
        for (TradeLine line : lines) {
            int wanted = line.quantity() - line.cancelled();
            int now = Math.min(wanted, left.getOrDefault(line.sku(), 0));
            left.merge(line.sku(), -now, Integer::sum);
            put(there, line.number(), now);
            if (now < wanted) {
                put(
                        later.computeIfAbsent(expected.get(line.sku()), day -> new TreeMap<>()),
                        line.number(),
                        wanted - now);
            }
        }
        List<Part> parts = new ArrayList<>();
        cut(there, most).forEach(pieces -> parts.add(new Part(pieces, null)));
        later.forEach((day, pieces) -> cut(pieces, most).forEach(some -> parts.add(new Part(some, day))));
        return new ConsignmentPlan(List.copyOf(parts));
    }

    private static List<SortedMap<Integer, Integer>> cut(SortedMap<Integer, Integer> pieces, int most) {
        List<SortedMap<Integer, Integer>> parts = new ArrayList<>();
        SortedMap<Integer, Integer> part = new TreeMap<>();
        int room = most == 0 ? Integer.MAX_VALUE : most;
        for (var line : pieces.entrySet()) {
            int open = line.getValue();
            while (open > 0) {
                if (room == 0) {
                    parts.add(part);
                    part = new TreeMap<>();
                    room = most;
                }
                int some = Math.min(open, room);
                put(part, line.getKey(), some);
                open -= some;
                room -= some;
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static void put(SortedMap<Integer, Integer> pieces, int line, int quantity) {
        if (quantity > 0) {
            pieces.put(line, quantity);
        }
    }

    /** The number of consignments that can be shipped at once; the others wait. */
    public int inStock() {
        return (int) parts.stream().filter(part -> part.expectedOn() == null).count();
    }
}
