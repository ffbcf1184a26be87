package org.coincide.processes.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Definitions;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.NamedElement;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.dmn.instance.Variable;
import org.coincide.processes.references.FeelExpression;
import org.coincide.processes.references.ValueType;

/**
 * The values that an expression of a decision table calculates from ordinary orders. The engine's own implementation evaluates it, as a
 * decision of its own with the type of the column: it fails on a value of another type, and its result is null if it cannot calculate.
 */
public final class CalculatedValues {

    private static final int MAX_SAMPLES = 500;
    private static final String DECISION = "value";

    /** Whole numbers for the variables that are counted, and amounts for all others. */
    private static final Map<String, List<Object>> NUMBERS = Map.of(
            "limitPercent", List.of(0, 1, 50, 99, 100, 150, 250), "pieces", List.of(1, 2, 3, 7, 10, 100, 10_001));

    private static final List<Object> AMOUNTS = List.of(0.0, 1.0, 0.01, 12.5, 99.99, 100.0, 12_345.67);
    private static final Map<String, List<Object>> TEXTS = Map.of(
            "articles", List.of(",TEA-EARL-GREY-100,", ",TEA-EARL-GREY-100,POT-CAST-IRON,"),
            "paymentMethod", List.of("CARD", "INVOICE"),
            "currency", List.of("EUR"),
            "shipToCountry", List.of("DE", "US"));

    private final FeelExpression expression;
    private final DmnDecision typed;
    private final DmnDecision untyped;

    private CalculatedValues(FeelExpression expression, String type) {
        this.expression = expression;
        this.typed = decision(expression, type);
        this.untyped = decision(expression, null);
    }

    /**
     * The fault of a calculation: a value of another type, on which the engine fails, or none at all.
     *
     * @param type the type that the column has; may be null
     * @param types the types of a variable; empty if they are not known
     */
    public static Optional<String> fault(
            FeelExpression expression, String type, Function<String, Set<ValueType>> types) {
        if (!expression.isCalculated() || !expression.isSimple()) {
            return Optional.empty();
        }
        var samples = samples(expression.variables(), types);
        try {
            return samples.isEmpty() ? Optional.empty() : new CalculatedValues(expression, type).fault(samples);
        } catch (DmnEngineException unreadable) {
            return Optional.of("the expression " + expression.text() + " cannot be read; correct it");
        }
    }

    private Optional<String> fault(List<Map<String, Object>> samples) {
        var isNull = true;
        for (var sample : samples) {
            var value = value(sample);
            isNull &= value == null;
            if (value != null && !isOfType(sample)) {
                return Optional.of(expression.text() + " is " + value + " for " + sample
                        + ", which is no value of the type of the column, so that the engine fails; choose another type,"
                        + " such as double for a number with decimals");
            }
        }
        return isNull
                ? Optional.of(expression.text() + " has no value for any order, such as one with " + samples.get(0)
                        + "; correct the expression")
                : Optional.empty();
    }

    private Object value(Map<String, Object> sample) {
        try {
            return TableSamples.ENGINE.evaluateDecision(untyped, sample).getSingleEntry();
        } catch (DmnEngineException failure) {
            return null;
        }
    }

    private boolean isOfType(Map<String, Object> sample) {
        try {
            TableSamples.ENGINE.evaluateDecision(typed, sample);
            return true;
        } catch (DmnEngineException failure) {
            return false;
        }
    }

    /** Each combination of values; empty if the values of a variable are not known, or the combinations too many. */
    private static List<Map<String, Object>> samples(Set<String> variables, Function<String, Set<ValueType>> types) {
        List<Map<String, Object>> all = List.of(Map.of());
        for (var variable : variables) {
            var more = new ArrayList<Map<String, Object>>();
            for (var some : all) {
                for (var value : values(variable, types.apply(variable))) {
                    var sample = new LinkedHashMap<>(some);
                    sample.put(variable, value);
                    more.add(sample);
                }
            }
            all = more;
        }
        return all.size() > MAX_SAMPLES ? List.of() : all;
    }

    private static List<Object> values(String variable, Set<ValueType> types) {
        if (types.size() != 1) {
            return List.of();
        }
        return switch (types.iterator().next()) {
            case TRUTH -> List.of(true, false);
            case NUMBER -> NUMBERS.getOrDefault(variable, AMOUNTS);
            case TEXT -> TEXTS.getOrDefault(variable, List.of("another"));
            default -> List.of();
        };
    }

    private static DmnDecision decision(FeelExpression expression, String type) {
        var model = Dmn.createEmptyModel();
        var definitions = named(model, Definitions.class);
        definitions.setNamespace("urn:coincide:processes");
        model.setDefinitions(definitions);
        var decision = named(model, Decision.class);
        definitions.addChildElement(decision);
        var variable = named(model, Variable.class);
        if (type != null) {
            variable.setTypeRef(type);
        }
        decision.addChildElement(variable);
        var literal = model.newInstance(LiteralExpression.class);
        literal.setExpressionLanguage("feel");
        var text = model.newInstance(Text.class);
        text.setTextContent(expression.text());
        literal.setText(text);
        decision.addChildElement(literal);
        return TableSamples.ENGINE.parseDecision(DECISION, model);
    }

    private static <T extends NamedElement> T named(DmnModelInstance model, Class<T> kind) {
        var element = model.newInstance(kind);
        element.setId(kind == Decision.class ? DECISION : kind.getSimpleName());
        element.setName(DECISION);
        return element;
    }
}
