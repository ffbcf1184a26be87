package org.coincide.client.literal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of the contract, each time with one part of a condition left out or changed, as a wrong client may have them. */
final class RuleParts {

    private static final Map<String, String> BOUNDS = Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");

    private final JsonNode rules;
    private final boolean accepting;
    private final Map<String, List<JsonNode>> without = new LinkedHashMap<>();

    private RuleParts(JsonNode rules, boolean accepting) {
        this.rules = rules;
        this.accepting = accepting;
    }

    /** The rules without a part, by the rule's identifier and the part; several if a part occurs again in its rule. */
    static Map<String, List<JsonNode>> eachWithoutOne(JsonNode rules) {
        return each(new RuleParts(rules, true), rules);
    }

    /** The same of the parts without which a client refuses more messages. */
    static Map<String, List<JsonNode>> eachWithoutOneException(JsonNode rules) {
        return each(new RuleParts(rules, false), rules);
    }

    /** The rules with a bound that includes its limit where the contract excludes it, or the other way round. */
    static Map<String, List<JsonNode>> eachWithAnotherBound(JsonNode rules) {
        Map<String, List<JsonNode>> changed = new LinkedHashMap<>();
        for (int number = 0; number < rules.size(); number++) {
            bounds(rules, "/" + number + "/violated", rules.path(number).path("violated"), changed);
        }
        return changed;
    }

    private static void bounds(
            JsonNode rules, String pointer, JsonNode condition, Map<String, List<JsonNode>> changed) {
        if (condition.isArray()) {
            for (int index = 0; index < condition.size(); index++) {
                bounds(rules, pointer + "/" + index, condition.path(index), changed);
            }
        } else if (condition.isObject()) {
            Map.Entry<String, JsonNode> operation =
                    condition.properties().iterator().next();
            String other = BOUNDS.get(operation.getKey());
            if (other != null) {
                JsonNode copy = rules.deepCopy();
                ObjectNode place = (ObjectNode) copy.at(pointer);
                place.removeAll();
                place.set(other, operation.getValue().deepCopy());
                String rule = copy.path(Integer.parseInt(pointer.split("/")[1]))
                        .path("id")
                        .asText();
                changed.computeIfAbsent(rule + " " + condition, first -> new ArrayList<>())
                        .add(copy);
            }
            bounds(rules, pointer + "/" + operation.getKey(), operation.getValue(), changed);
        }
    }

    private static Map<String, List<JsonNode>> each(RuleParts parts, JsonNode rules) {
        for (int number = 0; number < rules.size(); number++) {
            parts.collect("/" + number + "/violated", rules.path(number).path("violated"), true);
        }
        return parts.without;
    }

    /**
     * Leaves out alternatives of a violation, and necessary conditions of what is no violation; or the other way round.
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
        if (arguments.size() > 1 && operator.equals(violates == accepting ? "or" : "and")) {
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
