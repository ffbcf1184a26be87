package org.coincide.client.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.client.contract.Statuses;

/** When the three statuses are final together: each is a closing one, or closing for an order that ended as it did. */
record ClosedRule(Map<Lifecycle, Set<String>> closing, List<Also> also) {

    /** Statuses that close a lifecycle as well, where the order ended in one of the statuses given. */
    record Also(Set<String> order, Lifecycle lifecycle, Set<String> statuses) {}

    static ClosedRule of(JsonNode closed) {
        Map<Lifecycle, Set<String>> closing = new EnumMap<>(Lifecycle.class);
        List<Also> also = new ArrayList<>();
        for (var lifecycle : Lifecycle.values()) {
            closing.put(lifecycle, JsonStrings.set(closed.path(lifecycle.spelled())));
            for (var entry : closed.path("also")) {
                if (lifecycle != Lifecycle.ORDER && entry.has(lifecycle.spelled())) {
                    also.add(new Also(
                            JsonStrings.set(entry.path("order")),
                            lifecycle,
                            JsonStrings.set(entry.path(lifecycle.spelled()))));
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
