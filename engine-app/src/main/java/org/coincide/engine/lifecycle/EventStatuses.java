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
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.processes.lifecycle.DeclaredStatus;

/**
 * The {@code trading.*} properties of an event of a model.
 *
 * @param reason reason code, or {@code ${variable}} with the process variable that contains the code; may be null
 * @param due time within which the status is promised to change again; may be null
 */
record EventStatuses(OrderStatus order, DeliveryStatus delivery, PaymentStatus payment, String reason, Duration due) {

    private static final Set<String> KNOWN =
            Set.of("trading.order", "trading.delivery", "trading.payment", "trading.reason", "trading.due");

    /**
     * Parses the properties of an element.
     *
     * @throws IllegalArgumentException with a message for the editor, if the contract does not define a value
     */
    static EventStatuses of(Map<String, String> properties) {
        Map<String, String> trading = new TreeMap<>(properties);
        trading.keySet().removeIf(name -> !name.startsWith("trading."));
        trading.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("has the unknown property " + name + ". Known properties: "
                            + KNOWN.stream().sorted().toList());
                });
        // Camunda Modeler writes a field of a template that was left empty as a property without a value.
        trading.values().removeIf(String::isBlank);
        String reason = trading.get("trading.reason");
        if (reason != null
                && !reason.matches(DeclaredStatus.REASON_CODE)
                && ReasonVariable.parse(reason).isEmpty()) {
            throw new IllegalArgumentException("has the invalid trading.reason " + reason
                    + ". Use a code such as OUT_OF_STOCK, or a variable that contains one, such as ${holdReason}");
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
                    "has the invalid trading.due " + value + ". Use a duration such as P1D or PT4H", unreadable);
        }
    }

    /** Returns the promised time of the next change, by lifecycle; empty if the event promises none. */
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
                .orElseThrow(() -> new IllegalArgumentException(
                        "has the unknown " + name + " " + value + ". Statuses of the contract: "
                                + Arrays.stream(lifecycle.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }

    /** Returns the variable that contains the reason; empty if the model names the reason itself. */
    Optional<ReasonVariable> reasonVariable() {
        return reason == null ? Optional.empty() : ReasonVariable.parse(reason);
    }

    boolean isEmpty() {
        return !hasStatus() && reason == null && due == null;
    }

    boolean hasStatus() {
        return order != null || delivery != null || payment != null;
    }
}
