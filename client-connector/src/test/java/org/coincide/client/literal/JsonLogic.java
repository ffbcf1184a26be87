package org.coincide.client.literal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;

/** Evaluates the operators of JsonLogic that {@code rules.json} uses, with exact decimals. */
final class JsonLogic {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonLogic() {}

    static boolean isTrue(JsonNode logic, JsonNode data) {
        return truth(apply(logic, data));
    }

    static JsonNode apply(JsonNode logic, JsonNode data) {
        if (!logic.isObject()) {
            return logic;
        }
        Map.Entry<String, JsonNode> operation = logic.properties().iterator().next();
        JsonNode arguments = operation.getValue();
        return switch (operation.getKey()) {
            case "var" -> find(data, apply(arguments, data).asText());
            case "some" -> some(arguments, data);
            case "reduce" -> reduce(arguments, data);
            case "if" -> apply(arguments.get(isTrue(arguments.get(0), data) ? 1 : 2), data);
            case "and" -> BooleanNode.valueOf(all(arguments, data, true));
            case "or" -> BooleanNode.valueOf(!all(arguments, data, false));
            default -> strict(operation.getKey(), values(arguments, data));
        };
    }

    private static JsonNode strict(String operator, List<JsonNode> values) {
        return switch (operator) {
            case "!" -> BooleanNode.valueOf(!truth(values.get(0)));
            case "==" -> BooleanNode.valueOf(equal(values.get(0), values.get(1)));
            case "!=" -> BooleanNode.valueOf(!equal(values.get(0), values.get(1)));
            case "<" -> compared(values, (one, other) -> one.compareTo(other) < 0);
            case "<=" -> compared(values, (one, other) -> one.compareTo(other) <= 0);
            case ">" -> compared(values, (one, other) -> one.compareTo(other) > 0);
            case ">=" -> compared(values, (one, other) -> one.compareTo(other) >= 0);
            case "in" -> BooleanNode.valueOf(contains(values.get(1), values.get(0)));
            case "cat" ->
                TextNode.valueOf(
                        String.join("", values.stream().map(JsonNode::asText).toList()));
            case "+" -> computed(values, BigDecimal::add);
            case "-" -> computed(values, BigDecimal::subtract);
            case "*" -> computed(values, BigDecimal::multiply);
            case "decimal" -> computed(values, BigDecimal::add);
            default -> throw new IllegalArgumentException("The operator " + operator + " is unknown.");
        };
    }

    private static List<JsonNode> values(JsonNode arguments, JsonNode data) {
        List<JsonNode> values = new ArrayList<>();
        if (arguments.isArray()) {
            arguments.forEach(argument -> values.add(apply(argument, data)));
        } else {
            values.add(apply(arguments, data));
        }
        return values;
    }

    /** True if no argument has the other truth; stops at the first one that has. */
    private static boolean all(JsonNode arguments, JsonNode data, boolean expected) {
        for (JsonNode argument : arguments) {
            if (isTrue(argument, data) != expected) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode some(JsonNode arguments, JsonNode data) {
        for (JsonNode element : apply(arguments.get(0), data)) {
            if (isTrue(arguments.get(1), element)) {
                return BooleanNode.TRUE;
            }
        }
        return BooleanNode.FALSE;
    }

    private static JsonNode reduce(JsonNode arguments, JsonNode data) {
        JsonNode accumulator = arguments.get(2);
        for (JsonNode element : apply(arguments.get(0), data)) {
            accumulator = apply(
                    arguments.get(1),
                    JSON.objectNode()
                            .<com.fasterxml.jackson.databind.node.ObjectNode>set("current", element)
                            .set("accumulator", accumulator));
        }
        return accumulator;
    }

    private static JsonNode find(JsonNode data, String path) {
        JsonNode found = data;
        for (String step : path.split("\\.")) {
            found = found.isArray() ? found.path(Integer.parseInt(step)) : found.path(step);
        }
        return found.isMissingNode() ? NullNode.instance : found;
    }

    private static boolean truth(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : !value.isNull();
    }

    private static boolean equal(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode element : array) {
            if (equal(element, value)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode compared(List<JsonNode> values, BiPredicate<BigDecimal, BigDecimal> holds) {
        boolean known = values.stream().noneMatch(JsonNode::isNull);
        return BooleanNode.valueOf(known && holds.test(decimal(values.get(0)), decimal(values.get(1))));
    }

    private static JsonNode computed(List<JsonNode> values, BinaryOperator<BigDecimal> operator) {
        return values.stream().anyMatch(JsonNode::isNull)
                ? NullNode.instance
                : DecimalNode.valueOf(
                        values.stream().map(JsonLogic::decimal).reduce(operator).orElseThrow());
    }

    private static BigDecimal decimal(JsonNode value) {
        return new BigDecimal(value.asText());
    }
}
