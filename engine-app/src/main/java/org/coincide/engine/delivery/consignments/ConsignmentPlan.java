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
 * How the lines of a trade are cut into consignments: what is there first, then what is awaited, one for each day on which pieces
 * are expected.
 */
public record ConsignmentPlan(List<Part> parts) {

    /**
     * A consignment to be.
     *
     * @param pieces by line
     * @param expectedOn null where all of it is there
     */
    public record Part(SortedMap<Integer, Integer> pieces, LocalDate expectedOn) {}

    /**
     * Cuts.
     *
     * @param reserved pieces that are there, by article
     * @param expected when more of an article comes; it must name each article of which pieces are missing
     * @param most the most pieces of one consignment; 0 for as many as there are
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

    /** How many of them can be sent at once; the others wait. */
    public int inStock() {
        return (int) parts.stream().filter(part -> part.expectedOn() == null).count();
    }
}
