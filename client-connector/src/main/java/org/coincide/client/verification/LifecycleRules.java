package org.coincide.client.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Initial statuses and transitions of one lifecycle. */
record LifecycleRules(Set<String> first, Map<String, Set<String>> next) {

    static LifecycleRules of(JsonNode lifecycle) {
        Map<String, Set<String>> next = new LinkedHashMap<>();
        lifecycle
                .path("transitions")
                .properties()
                .forEach(entry -> next.put(entry.getKey(), JsonStrings.set(entry.getValue())));
        return new LifecycleRules(JsonStrings.set(lifecycle.path("initial")), next);
    }
}
