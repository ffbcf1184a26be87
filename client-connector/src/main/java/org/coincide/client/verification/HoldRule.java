package org.coincide.client.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Restricts the end of a hold to the status before the hold, or to an end status that is allowed from there. */
record HoldRule(String status, Set<String> resumes, Map<String, Set<String>> onlyWhenHeldFrom) {

    static HoldRule of(JsonNode hold) {
        Map<String, Set<String>> only = new HashMap<>();
        hold.path("onlyWhenHeldFrom")
                .properties()
                .forEach(entry -> only.put(entry.getKey(), JsonStrings.set(entry.getValue())));
        return new HoldRule(hold.path("status").asText(), JsonStrings.set(hold.path("resumes")), only);
    }

    boolean allows(String from, String heldFrom, String to) {
        if (!status.equals(from)) {
            return true;
        }
        if (resumes.contains(to)) {
            return to.equals(heldFrom);
        }
        return !onlyWhenHeldFrom.containsKey(to) || onlyWhenHeldFrom.get(to).contains(heldFrom);
    }
}
