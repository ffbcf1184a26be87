package org.coincide.engine.definitions;

import camundajar.impl.scala.util.Either;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.syntaxtree.ParsedExpression;

/**
 * Parses each expression of the decision tables once. The engine that Camunda uses parses it at each evaluation, a twentieth of the work of
 * an order.
 */
// Camunda's adapter calls the methods that are deprecated.
@SuppressWarnings("deprecation")
final class ParsedFeel extends FeelEngine {

    private final int kept;
    private final Map<String, Either<Failure, ParsedExpression>> expressions = new ConcurrentHashMap<>();
    private final Map<String, Either<Failure, ParsedExpression>> unaryTests = new ConcurrentHashMap<>();

    /** @param kept maximum number of expressions of each kind; all are forgotten when there are more */
    ParsedFeel(FeelEngine settings, int kept) {
        super(settings.functionProvider(), settings.valueMapper(), settings.configuration(), settings.clock());
        this.kept = kept;
    }

    @Override
    public Either<Failure, ParsedExpression> parseExpression(String expression) {
        return parsed(expressions, expression, super::parseExpression);
    }

    @Override
    public Either<Failure, ParsedExpression> parseUnaryTests(String expression) {
        return parsed(unaryTests, expression, super::parseUnaryTests);
    }

    private Either<Failure, ParsedExpression> parsed(
            Map<String, Either<Failure, ParsedExpression>> known,
            String expression,
            Function<String, Either<Failure, ParsedExpression>> parser) {
        Either<Failure, ParsedExpression> parsed = known.get(expression);
        if (parsed == null) {
            if (known.size() >= kept) {
                known.clear();
            }
            parsed = parser.apply(expression);
            known.put(expression, parsed);
        }
        return parsed;
    }
}
