package org.coincide.client.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.Statuses;

/** The contract's {@code transitions.json}: statuses, transitions, closing statuses, and identifiers of invariants. */
public final class Transitions {

    private final Map<Lifecycle, LifecycleRules> rules = new EnumMap<>(Lifecycle.class);
    private final HoldRule hold;
    private final ClosedRule closed;
    private final Map<Lifecycle, Set<String>> afterClosed = new EnumMap<>(Lifecycle.class);
    private final Set<String> invariants;

    private Transitions(JsonNode document) {
        for (var lifecycle : Lifecycle.values()) {
            rules.put(lifecycle, LifecycleRules.of(document.at("/lifecycles/" + lifecycle.contractName())));
            afterClosed.put(lifecycle, JsonStrings.set(document.at("/afterClosed/" + lifecycle.contractName())));
        }
        hold = HoldRule.of(document.at("/lifecycles/order/hold"));
        closed = ClosedRule.of(document.path("closed"));
        invariants = Set.copyOf(document.path("invariants").findValuesAsText("id"));
    }

    /** Loads the file from the class path. */
    public static Transitions ofContract() {
        try (InputStream file = Transitions.class.getClassLoader().getResourceAsStream("contract/transitions.json")) {
            if (file == null) {
                throw new IllegalStateException(
                        "The contract's file transitions.json is not on the class path. Build this jar again.");
            }
            return new Transitions(Json.STRICT.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the contract's file transitions.json from the class path", e);
        }
    }

    /** All statuses of the lifecycle. */
    public Set<String> statuses(Lifecycle lifecycle) {
        return rules.get(lifecycle).next().keySet();
    }

    /** The initial statuses of the lifecycle. */
    public Set<String> first(Lifecycle lifecycle) {
        return rules.get(lifecycle).first();
    }

    /** The statuses that can follow a status, without the hold rule. */
    public Set<String> next(Lifecycle lifecycle, String from) {
        return rules.get(lifecycle).next().getOrDefault(from, Set.of());
    }

    /** Returns true if the lifecycle can change to the status. An unchanged status is always allowed. */
    public boolean allows(Trade trade, Lifecycle lifecycle, String to) {
        var from = lifecycle.of(trade.statuses());
        if (from.equals(to)) {
            return true;
        }
        return next(lifecycle, from).contains(to)
                && (lifecycle != Lifecycle.ORDER || hold.allows(from, trade.heldFrom(), to));
    }

    /** Returns true if the three statuses are final. */
    public boolean closed(Statuses statuses) {
        return closed.holds(statuses);
    }

    /** Returns true if the lifecycle's status is a closing status beside the other statuses. */
    boolean closing(Lifecycle lifecycle, Statuses statuses) {
        return closed.holds(lifecycle, statuses);
    }

    /** The statuses to which the lifecycle can change after the trade is closed. */
    public Set<String> afterClosed(Lifecycle lifecycle) {
        return afterClosed.get(lifecycle);
    }

    /** The identifiers of the contract's invariants. */
    public Set<String> invariants() {
        return invariants;
    }

    /** Returns the first of the three statuses that the contract does not define. */
    Optional<String> unknown(Statuses statuses) {
        return List.of(Lifecycle.values()).stream()
                .filter(lifecycle -> !statuses(lifecycle).contains(lifecycle.of(statuses)))
                .map(lifecycle -> "this version does not support the " + lifecycle.contractName() + " status "
                        + lifecycle.of(statuses))
                .findFirst();
    }

    /** Returns the order status before the hold; null if the order is not on hold. */
    String heldFrom(Trade before, String order) {
        if (!hold.status().equals(order)) {
            return null;
        }
        return hold.status().equals(before.statuses().order())
                ? before.heldFrom()
                : before.statuses().order();
    }
}
