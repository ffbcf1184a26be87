package org.coincide.engine.trade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;

/** The legal transitions, read from the contract's {@code transitions.json}, which the client uses as well. */
public final class Transitions {

    private static final String CONTRACT = "/contract/transitions.json";

    private final JsonNode contract;
    private final Map<String, Map<String, Set<String>>> legal = new HashMap<>();

    Transitions(JsonNode contract) {
        this.contract = contract;
        contract.path("lifecycles").properties().forEach(lifecycle -> {
            Map<String, Set<String>> steps = new HashMap<>();
            lifecycle
                    .getValue()
                    .path("transitions")
                    .properties()
                    .forEach(step -> steps.put(step.getKey(), texts(step.getValue())));
            legal.put(lifecycle.getKey(), steps);
        });
    }

    /**
     * Reads the transitions of the contract on the class path.
     *
     * @throws IllegalStateException if the contract is not on the class path
     */
    public static Transitions ofContract() {
        try (InputStream file = Transitions.class.getResourceAsStream(CONTRACT)) {
            if (file == null) {
                throw new IllegalStateException("The contract is not on the class path: " + CONTRACT);
            }
            return new Transitions(new ObjectMapper().readTree(file));
        } catch (IOException broken) {
            throw new IllegalStateException("The contract cannot be read: " + CONTRACT, broken);
        }
    }

    /** Returns the first illegal step of a change, as a text; empty if all steps are legal. */
    Optional<String> illegalStep(Trade trade, Statuses next) {
        Statuses now = trade.statuses();
        return illegalStep("order", now.order(), next.order())
                .or(() -> illegalResume(trade, next))
                .or(() -> illegalStep("delivery", now.delivery(), next.delivery()))
                .or(() -> illegalStep("payment", now.payment(), next.payment()))
                .or(() -> illegalAfterClose(trade, next));
    }

    /** Returns whether the contract allows a step of the delivery. A repeatable status has a step to itself. */
    boolean allows(DeliveryStatus from, DeliveryStatus to) {
        return legal.get("delivery").getOrDefault(from.name(), Set.of()).contains(to.name());
    }

    /** Returns whether the contract allows a step of a lifecycle. A repeatable status has a step to itself. */
    boolean allows(String lifecycle, Enum<?> from, Enum<?> to) {
        return legal.get(lifecycle).getOrDefault(from.name(), Set.of()).contains(to.name());
    }

    private Optional<String> illegalStep(String lifecycle, Enum<?> from, Enum<?> to) {
        if (from == to
                || legal.get(lifecycle).getOrDefault(from.name(), Set.of()).contains(to.name())) {
            return Optional.empty();
        }
        return Optional.of("the contract allows no step of " + lifecycle + " from " + from + " to " + to + ".");
    }

    private Optional<String> illegalResume(Trade trade, Statuses next) {
        JsonNode hold = contract.path("lifecycles").path("order").path("hold");
        String to = next.order().name();
        if (trade.heldFrom() == null || to.equals(hold.path("status").asText())) {
            return Optional.empty();
        }
        String from = trade.heldFrom().name();
        Set<String> onlyFrom = texts(hold.path("onlyWhenHeldFrom").path(to));
        boolean resumesElsewhere = texts(hold.path("resumes")).contains(to) && !to.equals(from);
        boolean excluded = !onlyFrom.isEmpty() && !onlyFrom.contains(from);
        return resumesElsewhere || excluded
                ? Optional.of("the order was put on hold from " + from + " and cannot continue as " + to + ".")
                : Optional.empty();
    }

    private Optional<String> illegalAfterClose(Trade trade, Statuses next) {
        if (!trade.closed()) {
            return Optional.empty();
        }
        Map<String, String> values = byLifecycle(next);
        return next.changedSince(trade.statuses()).stream()
                .filter(lifecycle ->
                        !texts(contract.path("afterClosed").path(lifecycle)).contains(values.get(lifecycle)))
                .filter(lifecycle -> !reopens(trade, next))
                .findFirst()
                .map(lifecycle -> "the trade is closed and cannot change " + lifecycle + " to " + values.get(lifecycle)
                        + "; only returns and refunds are allowed.");
    }

    /** Returns whether an operator retries a failed order, the only step that reopens a trade. */
    private static boolean reopens(Trade trade, Statuses next) {
        return trade.statuses().order() == OrderStatus.FAILED && next.order() == OrderStatus.IN_PROGRESS;
    }

    /** Returns whether a trade with these statuses is closed. */
    boolean closes(Statuses statuses) {
        Map<String, String> values = byLifecycle(statuses);
        return values.entrySet().stream().allMatch(entry -> closes(entry.getKey(), entry.getValue(), values));
    }

    private boolean closes(String lifecycle, String status, Map<String, String> all) {
        if (texts(contract.path("closed").path(lifecycle)).contains(status)) {
            return true;
        }
        for (JsonNode also : contract.path("closed").path("also")) {
            if (also.has(lifecycle)
                    && also.properties().stream()
                            .allMatch(entry -> texts(entry.getValue()).contains(all.get(entry.getKey())))) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> byLifecycle(Statuses statuses) {
        return Map.of(
                "order", statuses.order().name(),
                "delivery", statuses.delivery().name(),
                "payment", statuses.payment().name());
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return Set.copyOf(texts);
    }

    /** Returns the statuses of a lifecycle in the contract. */
    List<String> statusesOf(String lifecycle) {
        return List.copyOf(legal.get(lifecycle).keySet());
    }
}
