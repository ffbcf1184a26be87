package org.coincide.client.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.client.contract.Statuses;

/** Decides if the three statuses are final: each is a closing status, or is a closing status beside the order's status. */
record ClosedRule(Map<Lifecycle, Set<String>> closing, List<Also> also) {

    /** Additional closing statuses of a lifecycle that apply if the order has one of the given statuses. */
    record Also(Set<String> order, Lifecycle lifecycle, Set<String> statuses) {}

    static ClosedRule of(JsonNode closed) {
        Map<Lifecycle, Set<String>> closing = new EnumMap<>(Lifecycle.class);
        List<Also> also = new ArrayList<>();
        for (var lifecycle : Lifecycle.values()) {
            closing.put(lifecycle, JsonStrings.set(closed.path(lifecycle.contractName())));
            for (var entry : closed.path("also")) {
                if (lifecycle != Lifecycle.ORDER && entry.has(lifecycle.contractName())) {
                    also.add(new Also(
                            JsonStrings.set(entry.path("order")),
                            lifecycle,
                            JsonStrings.set(entry.path(lifecycle.contractName()))));
                }
            }
        }
        return new ClosedRule(closing, also);
    }

    boolean holds(Statuses statuses) {
        return List.of(Lifecycle.values()).stream().allMatch(lifecycle -> holds(lifecycle, statuses));
    }

    boolean holds(Lifecycle lifecycle, Statuses statuses) {
        var status = lifecycle.of(statuses);
        return closing.get(lifecycle).contains(status)
                || also.stream()
                        .anyMatch(entry -> entry.lifecycle() == lifecycle
                                && entry.order().contains(statuses.order())
                                && entry.statuses().contains(status));
    }
}
