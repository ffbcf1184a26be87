package org.coincide.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedFeelPluginTest {

    private static final int KEPT = 100;

    private final FeelEngine feel = feel();

    private static FeelEngine feel() {
        var engine = new StandaloneInMemProcessEngineConfiguration();
        new ParsedFeelPlugin(new DefinitionCacheProperties(KEPT, null)).preInit(engine);
        DefaultDmnEngineConfiguration tables = engine.getDmnEngineConfiguration();
        return tables.getFeelEngineFactory().createInstance();
    }

    @Test
    void anExpressionIsEvaluatedWithTheVariablesOfEachCall() {
        for (int total = 0; total < 5; total++) {
            assertThat(feel.<Object>evaluateSimpleExpression("total * 2", variables(total)))
                    .isEqualTo(2L * total);
            assertThat(feel.evaluateSimpleUnaryTests("> 2", "total", variables(total)))
                    .isEqualTo(total > 2);
        }
    }

    @Test
    void theSameTextMayBeAnExpressionAndATest() {
        assertThat(feel.<Object>evaluateSimpleExpression("3", variables(1))).isEqualTo(3L);
        assertThat(feel.evaluateSimpleUnaryTests("3", "total", variables(1))).isFalse();
    }

    @Test
    void moreExpressionsThanAreKeptAreEvaluated() {
        for (int number = 0; number < 2 * KEPT; number++) {
            assertThat(feel.<Object>evaluateSimpleExpression("total + " + number, variables(1)))
                    .isEqualTo(1L + number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contains(\"camunda\", \"mun\") and total > 1",
                "unknown",
                "unknown + 1",
                "1 / 0",
                "no such function(1)",
                "date(\"2026-02-30\")",
                "{ f: function(x) external { java: { class: \"java.lang.Math\", method signature: \"abs(int)\" } } }.f(1)",
                "for n in 1..3 return n * total"
            })
    void anExpressionIsEvaluatedAsByTheEngineItself(String expression) {
        var original = new ScalaFeelEngine(List.of());
        assertThat(result(feel, expression)).isEqualTo(result(original, expression));
        assertThat(result(feel, expression)).isEqualTo(result(original, expression));
    }

    /** Returns the value, or the explanation of its absence. */
    private static Object result(FeelEngine feel, String expression) {
        try {
            return Optional.ofNullable(feel.<Object>evaluateSimpleExpression(expression, variables(2)));
        } catch (RuntimeException failure) {
            return failure.getClass().getName() + ": " + failure.getMessage();
        }
    }

    private static VariableContext variables(int total) {
        return Variables.createVariables().putValue("total", total).asVariableContext();
    }
}
