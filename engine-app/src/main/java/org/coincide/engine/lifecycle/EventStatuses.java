package org.coincide.engine.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coincide.engine.trade.DeliveryStatus;
import org.coincide.engine.trade.OrderStatus;
import org.coincide.engine.trade.PaymentStatus;
import org.coincide.processes.lifecycle.DeclaredStatus;

/**
 * The {@code trading.*} properties of one event of a model.
 *
 * @param reason a reason's code, or {@code ${variable}} where a process variable has it; may be null
 * @param due within which time the status is promised to be left again; may be null
 */
record EventStatuses(OrderStatus order, DeliveryStatus delivery, PaymentStatus payment, String reason, Duration due) {

    private static final Set<String> KNOWN =
            Set.of("trading.order", "trading.delivery", "trading.payment", "trading.reason", "trading.due");

    /**
     * Reads the properties of an element.
     *
     * @throws IllegalArgumentException with a sentence for the editor, where the contract does not know a value
     */
    static EventStatuses of(Map<String, String> properties) {
        Map<String, String> trading = new TreeMap<>(properties);
        trading.keySet().removeIf(name -> !name.startsWith("trading."));
        trading.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("has the property " + name + "; there are only "
                            + KNOWN.stream().sorted().toList());
                });
        // Camunda Modeler writes a field of a template that was left empty as a property without a value.
        trading.values().removeIf(String::isBlank);
        String reason = trading.get("trading.reason");
        if (reason != null
                && !reason.matches(DeclaredStatus.REASON_CODE)
                && ReasonVariable.in(reason).isEmpty()) {
            throw new IllegalArgumentException("has trading.reason " + reason
                    + "; a reason is a code such as OUT_OF_STOCK, or a variable that has one, such as ${holdReason}");
        }
        return new EventStatuses(
                status(OrderStatus.class, "trading.order", trading),
                status(DeliveryStatus.class, "trading.delivery", trading),
                status(PaymentStatus.class, "trading.payment", trading),
                reason,
                due(trading.get("trading.due")));
    }

    private static Duration due(String value) {
        try {
            return value == null ? null : Duration.parse(value);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "has trading.due " + value + "; a promised time is a duration such as P1D or PT4H", unreadable);
        }
    }

    /** When what this event says is promised to be over, by lifecycle; empty where it promises nothing. */
    Map<String, Instant> dueAfter(Instant now) {
        if (due == null) {
            return Map.of();
        }
        String lifecycle = order != null ? "order" : delivery != null ? "delivery" : "payment";
        return Map.of(lifecycle, now.plus(due));
    }

    private static <S extends Enum<S>> S status(Class<S> lifecycle, String name, Map<String, String> trading) {
        String value = trading.get(name);
        if (value == null) {
            return null;
        }
        return Arrays.stream(lifecycle.getEnumConstants())
                .filter(status -> status.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has " + name + " " + value + "; the contract knows "
                        + Arrays.stream(lifecycle.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))));
    }

    /** The variable that has the reason, where the model does not name it itself. */
    Optional<ReasonVariable> saidByOthers() {
        return reason == null ? Optional.empty() : ReasonVariable.in(reason);
    }

    boolean isEmpty() {
        return !saysStatus() && reason == null && due == null;
    }

    boolean saysStatus() {
        return order != null || delivery != null || payment != null;
    }
}
