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

/** What may follow what, read from the contract's {@code transitions.json}: the file that the client checks by, too. */
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
     * The transitions of the contract on the class path.
     *
     * @throws IllegalStateException where the build has left the contract out
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

    /** The first step of the change that the contract forbids, in words; empty where all are legal. */
    Optional<String> forbids(Trade trade, Statuses next) {
        Statuses now = trade.statuses();
        return forbids("order", now.order(), next.order())
                .or(() -> forbidsLeavingHold(trade, next))
                .or(() -> forbids("delivery", now.delivery(), next.delivery()))
                .or(() -> forbids("payment", now.payment(), next.payment()))
                .or(() -> forbidsAfterClose(trade, next));
    }

    /** Whether the contract has this step of a delivery; a status that may follow itself has a step to itself. */
    boolean allows(DeliveryStatus from, DeliveryStatus to) {
        return legal.get("delivery").getOrDefault(from.name(), Set.of()).contains(to.name());
    }

    /** Whether the contract has this step of a lifecycle; a status that may follow itself has a step to itself. */
    boolean allows(String lifecycle, Enum<?> from, Enum<?> to) {
        return legal.get(lifecycle).getOrDefault(from.name(), Set.of()).contains(to.name());
    }

    private Optional<String> forbids(String lifecycle, Enum<?> from, Enum<?> to) {
        if (from == to
                || legal.get(lifecycle).getOrDefault(from.name(), Set.of()).contains(to.name())) {
            return Optional.empty();
        }
        return Optional.of(lifecycle + " may not go from " + from + " to " + to + ".");
    }

    private Optional<String> forbidsLeavingHold(Trade trade, Statuses next) {
        JsonNode hold = contract.path("lifecycles").path("order").path("hold");
        String to = next.order().name();
        if (trade.heldFrom() == null || to.equals(hold.path("status").asText())) {
            return Optional.empty();
        }
        String from = trade.heldFrom().name();
        Set<String> onlyFrom = texts(hold.path("onlyWhenHeldFrom").path(to));
        boolean resumesElsewhere = texts(hold.path("resumes")).contains(to) && !to.equals(from);
        boolean notFromThere = !onlyFrom.isEmpty() && !onlyFrom.contains(from);
        return resumesElsewhere || notFromThere
                ? Optional.of("order was put on hold from " + from + " and may not go on as " + to + ".")
                : Optional.empty();
    }

    private Optional<String> forbidsAfterClose(Trade trade, Statuses next) {
        if (!trade.closed()) {
            return Optional.empty();
        }
        Map<String, String> values = byLifecycle(next);
        return next.changedSince(trade.statuses()).stream()
                .filter(lifecycle ->
                        !texts(contract.path("afterClosed").path(lifecycle)).contains(values.get(lifecycle)))
                .filter(lifecycle -> !reopens(trade, next))
                .findFirst()
                .map(lifecycle -> "the trade is closed: only a return or a refund may follow, not " + lifecycle + " "
                        + values.get(lifecycle) + ".");
    }

    /** FAILED is final until an operator retries (contract, order lifecycle). */
    private static boolean reopens(Trade trade, Statuses next) {
        return trade.statuses().order() == OrderStatus.FAILED && next.order() == OrderStatus.IN_PROGRESS;
    }

    /** Whether a trade with these statuses is closed. */
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

    /** The statuses that the contract knows of a lifecycle. */
    List<String> statusesOf(String lifecycle) {
        return List.copyOf(legal.get(lifecycle).keySet());
    }
}
