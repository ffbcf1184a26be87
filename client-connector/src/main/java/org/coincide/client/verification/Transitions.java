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

/** The contract's {@code transitions.json}: which statuses there are, what may follow what, and when a trade is closed. */
public final class Transitions {

    private final Map<Lifecycle, LifecycleRules> rules = new EnumMap<>(Lifecycle.class);
    private final HoldRule hold;
    private final ClosedRule closed;
    private final Map<Lifecycle, Set<String>> afterClosed = new EnumMap<>(Lifecycle.class);
    private final Set<String> invariants;

    private Transitions(JsonNode document) {
        for (var lifecycle : Lifecycle.values()) {
            rules.put(lifecycle, LifecycleRules.of(document.at("/lifecycles/" + lifecycle.spelled())));
            afterClosed.put(lifecycle, JsonStrings.set(document.at("/afterClosed/" + lifecycle.spelled())));
        }
        hold = HoldRule.of(document.at("/lifecycles/order/hold"));
        closed = ClosedRule.of(document.path("closed"));
        invariants = Set.copyOf(document.path("invariants").findValuesAsText("id"));
    }

    /** As this build's contract has them. */
    public static Transitions ofContract() {
        try (InputStream file = Transitions.class.getClassLoader().getResourceAsStream("contract/transitions.json")) {
            if (file == null) {
                throw new IllegalStateException("This build lacks the contract's file transitions.json");
            }
            return new Transitions(Json.STRICT.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the contract's file transitions.json", e);
        }
    }

    /** Every status of the lifecycle. */
    public Set<String> statuses(Lifecycle lifecycle) {
        return rules.get(lifecycle).next().keySet();
    }

    /** The statuses with which a trade may begin. */
    public Set<String> first(Lifecycle lifecycle) {
        return rules.get(lifecycle).first();
    }

    /** What may follow a status, apart from the rule of the hold. */
    public Set<String> next(Lifecycle lifecycle, String from) {
        return rules.get(lifecycle).next().getOrDefault(from, Set.of());
    }

    /** Whether the trade's lifecycle may stand at the status next. A snapshot that repeats the status is no step. */
    public boolean allows(Trade trade, Lifecycle lifecycle, String to) {
        var from = lifecycle.of(trade.statuses());
        if (from.equals(to)) {
            return true;
        }
        return next(lifecycle, from).contains(to)
                && (lifecycle != Lifecycle.ORDER || hold.allows(from, trade.heldFrom(), to));
    }

    /** Whether the three statuses are final together. */
    public boolean closed(Statuses statuses) {
        return closed.holds(statuses);
    }

    /** Whether the status is closing for its lifecycle, beside the other statuses given. */
    boolean closing(Lifecycle lifecycle, Statuses statuses) {
        return closed.holds(lifecycle, statuses);
    }

    /** The statuses to which a lifecycle may still move when the trade is closed. */
    public Set<String> afterClosed(Lifecycle lifecycle) {
        return afterClosed.get(lifecycle);
    }

    /** The invariants that the contract names. */
    public Set<String> invariants() {
        return invariants;
    }

    /** The first status of the three that the contract does not know. */
    Optional<String> unknown(Statuses statuses) {
        return List.of(Lifecycle.values()).stream()
                .filter(lifecycle -> !statuses(lifecycle).contains(lifecycle.of(statuses)))
                .map(lifecycle -> lifecycle.spelled() + " status " + lifecycle.of(statuses))
                .findFirst();
    }

    /** From where the order is on hold after it has moved; null when it is not on hold. */
    String heldFrom(Trade before, String order) {
        if (!hold.status().equals(order)) {
            return null;
        }
        return hold.status().equals(before.statuses().order())
                ? before.heldFrom()
                : before.statuses().order();
    }
}
