package org.coincide.client.support;

import java.math.BigDecimal;
import java.util.function.ToIntFunction;

/** How quantities and amounts follow the statuses, as a truthful server keeps them. */
final class SnapshotRules {

    private SnapshotRules() {}

    static void follow(TradeMessages story, String status) {
        switch (status) {
            case "AUTHORIZED" -> atLeast(story, "authorized", story.amount("ordered"));
            case "PARTIALLY_PAID" -> {
                atLeast(story, "authorized", story.amount("ordered"));
                atLeast(story, "captured", BigDecimal.ONE);
            }
            case "PAID" -> {
                atLeast(story, "authorized", story.amount("ordered"));
                atLeast(story, "captured", story.amount("ordered"));
            }
            case "PARTIALLY_REFUNDED" -> atLeast(story, "refunded", new BigDecimal("0.50"));
            case "REFUNDED" -> atLeast(story, "refunded", story.amount("captured"));
            case "PARTIALLY_SHIPPED" -> firstLine(story, "shipped", line -> 1);
            case "SHIPPED" -> allLines(story, "shipped", "ordered");
            case "PARTIALLY_DELIVERED" -> {
                firstLine(story, "shipped", line -> 1);
                firstLine(story, "delivered", line -> 1);
            }
            case "DELIVERED" -> {
                allLines(story, "shipped", "ordered");
                allLines(story, "delivered", "ordered");
            }
            case "PARTIALLY_RETURNED" -> firstLine(story, "returned", line -> Math.min(1, line));
            case "RETURNED" -> allLines(story, "returned", "delivered");
            default -> {
                // Quantities and amounts stay.
            }
        }
    }

    private static void atLeast(TradeMessages story, String name, BigDecimal amount) {
        story.amounts().put(name, story.amount(name).max(amount).toPlainString());
    }

    private static void allLines(TradeMessages story, String quantity, String like) {
        story.lines().forEach(line -> line.put(quantity, line.get(like).asInt()));
    }

    private static void firstLine(TradeMessages story, String quantity, ToIntFunction<Integer> of) {
        var line = story.lines().findFirst().orElseThrow();
        int most = "returned".equals(quantity)
                ? line.get("delivered").asInt()
                : line.get("ordered").asInt();
        line.put(quantity, Math.max(line.get(quantity).asInt(), of.applyAsInt(most)));
    }
}
