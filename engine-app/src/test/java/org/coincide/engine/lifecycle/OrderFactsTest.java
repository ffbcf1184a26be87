package org.coincide.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.coincide.processes.references.ValueType;
import org.junit.jupiter.api.Test;

class OrderFactsTest {

    /** Otherwise the check refuses a good condition of an editor, or accepts one that fails when an order reaches it. */
    @Test
    void theCheckKnowsTheTypeOfEachVariable() {
        OrderFacts facts = new OrderFacts(
                101, "CARD", "GB", true, 3, "acme", new BigDecimal("37.50"), "EUR", ",TEA-EARL-GREY-100,");

        assertThat(facts.asVariables()).allSatisfy((variable, value) -> assertThat(ValueType.ofOrder(variable))
                .as(variable)
                .isPresent()
                .isEqualTo(ValueType.of(value)));
    }
}
