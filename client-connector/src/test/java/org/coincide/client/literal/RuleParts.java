package org.coincide.client.literal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of the contract, each time without one part of a condition, so that a client with them accepts more messages. */
final class RuleParts {

    private final JsonNode rules;
    private final Map<String, List<JsonNode>> without = new LinkedHashMap<>();

    private RuleParts(JsonNode rules) {
        this.rules = rules;
    }

    /** The rules without a part, by the rule's identifier and the part; several if a part occurs again in its rule. */
    static Map<String, List<JsonNode>> eachWithoutOne(JsonNode rules) {
        var parts = new RuleParts(rules);
        for (int number = 0; number < rules.size(); number++) {
            parts.collect("/" + number + "/violated", rules.path(number).path("violated"), true);
        }
        return parts.without;
    }

    /**
     * Leaves out alternatives of a violation, and necessary conditions of what is no violation.
     *
     * @param violates whether the message violates the rule if the condition holds; false within a negation
     */
    private void collect(String pointer, JsonNode condition, boolean violates) {
        if (!condition.isObject()) {
            return;
        }
        Map.Entry<String, JsonNode> operation =
                condition.properties().iterator().next();
        String operator = operation.getKey();
        JsonNode arguments = operation.getValue();
        if (arguments.size() > 1 && operator.equals(violates ? "or" : "and")) {
            for (int argument = 0; argument < arguments.size(); argument++) {
                leaveOut(pointer + "/" + operator, argument);
            }
        }
        if (operator.equals("!") && !arguments.isArray()) {
            collect(pointer + "/!", arguments, !violates);
        } else {
            for (int argument = 0; argument < arguments.size() && arguments.isArray(); argument++) {
                collect(pointer + "/" + operator + "/" + argument, arguments.get(argument), violates);
            }
        }
    }

    private void leaveOut(String pointer, int argument) {
        JsonNode copy = rules.deepCopy();
        JsonNode part = ((ArrayNode) copy.at(pointer)).remove(argument);
        String rule =
                copy.path(Integer.parseInt(pointer.split("/")[1])).path("id").asText();
        without.computeIfAbsent(rule + " " + part, first -> new ArrayList<>()).add(copy);
    }
}
