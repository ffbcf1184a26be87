package org.coincide.engine.definitions;

import camundajar.impl.scala.collection.immutable.List;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import camundajar.impl.scala.util.Either;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.SuccessfulEvaluationResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;

/**
 * Parses each expression of the decision tables once, and creates the built-in functions once. The engine that Camunda uses does both at
 * each evaluation, a tenth of the work of an order.
 */
// Camunda's adapter calls the methods that are deprecated.
@SuppressWarnings("deprecation")
final class ParsedFeel extends FeelEngine {

    private static final String EXTERNAL_FUNCTION = "external";

    private final int kept;
    private final Map<String, Either<Failure, ParsedExpression>> expressions = new ConcurrentHashMap<>();
    private final Map<String, Either<Failure, ParsedExpression>> unaryTests = new ConcurrentHashMap<>();
    private final FeelInterpreter interpreter;
    private final FunctionProvider functions;

    /** @param kept maximum number of expressions of each kind; all are forgotten when there are more */
    ParsedFeel(FeelEngine settings, int kept) {
        super(settings.functionProvider(), settings.valueMapper(), settings.configuration(), settings.clock());
        this.kept = kept;
        this.interpreter = new FeelInterpreter(valueMapper());
        this.functions = new FunctionProvider.CompositeFunctionProvider(CollectionConverters.asScala(
                        Arrays.asList(new BuiltinFunctions(clock(), valueMapper()), functionProvider()))
                .toList());
    }

    @Override
    public Either<Failure, ParsedExpression> parseExpression(String expression) {
        return parsed(expressions, expression, super::parseExpression);
    }

    @Override
    public Either<Failure, ParsedExpression> parseUnaryTests(String expression) {
        return parsed(unaryTests, expression, super::parseUnaryTests);
    }

    /** Leaves all that fails, and external functions, which it refuses, to the engine, because it explains them. */
    @Override
    public EvaluationResult evaluate(ParsedExpression expression, Context variables) {
        if (expression.text().contains(EXTERNAL_FUNCTION)) {
            return super.evaluate(expression, variables);
        }
        EvalContext context = EvalContext.create(valueMapper(), functions).merge(variables);
        try {
            Val value = interpreter.eval(expression.expression(), context);
            List<EvaluationFailure> failures = context.failureCollector().failures();
            return failures.isEmpty() && !isError(value)
                    ? new SuccessfulEvaluationResult(valueMapper().unpackVal(value), failures)
                    : super.evaluate(expression, variables);
        } catch (RuntimeException unexpected) {
            return super.evaluate(expression, variables);
        }
    }

    private static boolean isError(Val value) {
        return value instanceof ValError || value instanceof ValFatalError;
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
