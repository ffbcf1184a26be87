package org.coincide.client.support;

import java.math.BigDecimal;
import java.util.function.ToIntFunction;

/** Sets quantities and amounts to values that agree with a status, as a correct server does. */
final class SnapshotRules {

    private SnapshotRules() {}

    static void apply(TradeMessages messages, String status) {
        switch (status) {
            case "AUTHORIZED" -> atLeast(messages, "authorized", messages.amount("ordered"));
            case "PARTIALLY_PAID" -> {
                atLeast(messages, "authorized", messages.amount("ordered"));
                atLeast(messages, "captured", BigDecimal.ONE);
            }
            case "PAID" -> {
                atLeast(messages, "authorized", messages.amount("ordered"));
                atLeast(messages, "captured", messages.amount("ordered"));
            }
            case "PARTIALLY_REFUNDED" -> atLeast(messages, "refunded", new BigDecimal("0.50"));
            case "REFUNDED" -> atLeast(messages, "refunded", messages.amount("captured"));
            case "PARTIALLY_SHIPPED" -> firstLine(messages, "shipped", line -> 1);
            case "SHIPPED" -> allLines(messages, "shipped", "ordered");
            case "PARTIALLY_DELIVERED" -> {
                firstLine(messages, "shipped", line -> 1);
                firstLine(messages, "delivered", line -> 1);
            }
            case "DELIVERED" -> {
                allLines(messages, "shipped", "ordered");
                allLines(messages, "delivered", "ordered");
            }
            case "PARTIALLY_RETURNED" -> firstLine(messages, "returned", line -> Math.min(1, line));
            case "RETURNED" -> allLines(messages, "returned", "delivered");
            default -> {
                // Quantities and amounts do not change.
            }
        }
    }

    private static void atLeast(TradeMessages messages, String name, BigDecimal amount) {
        messages.amounts().put(name, messages.amount(name).max(amount).toPlainString());
    }

    private static void allLines(TradeMessages messages, String quantity, String like) {
        messages.lines().forEach(line -> line.put(quantity, line.get(like).asInt()));
    }

    private static void firstLine(TradeMessages messages, String quantity, ToIntFunction<Integer> of) {
        var line = messages.lines().findFirst().orElseThrow();
        int most = "returned".equals(quantity)
                ? line.get("delivered").asInt()
                : line.get("ordered").asInt();
        line.put(quantity, Math.max(line.get(quantity).asInt(), of.applyAsInt(most)));
    }
}
