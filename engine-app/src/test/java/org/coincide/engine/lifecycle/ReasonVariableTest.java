package org.coincide.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class ReasonVariableTest {

    @Test
    void aReasonMayBeInAVariableAndInNothingElse() {
        assertThat(ReasonVariable.parse("${holdReason}")).contains(new ReasonVariable("holdReason"));
        assertThat(ReasonVariable.parse("CREDIT_LIMIT")).isEmpty();
        assertThat(ReasonVariable.parse("${holdReason.code}")).isEmpty();
        assertThat(ReasonVariable.parse("${bean.call()}")).isEmpty();
    }

    @Test
    void aReasonIsReadAsItWasWritten() {
        Map<String, Object> variables = ReasonVariable.asVariables(
                "cancellationReason", new Reason("CHANGED_MIND", "Twice."), new Actor(Actor.Kind.CLIENT, "acme"));
        ReasonVariable said = new ReasonVariable("cancellationReason");
        assertThat(said.reason(with(variables), "Order cancelled")).isEqualTo(new Reason("CHANGED_MIND", "Twice."));
        assertThat(said.actor(with(variables), null)).contains(new Actor(Actor.Kind.CLIENT, "acme"));
    }

    @Test
    void theEventsNameIsTheDefaultText() {
        ReasonVariable said = new ReasonVariable("holdReason");
        assertThat(said.reason(with(Map.of("holdReason", "ADDRESS")), "Order held"))
                .isEqualTo(new Reason("ADDRESS", "Order held"));
        assertThat(said.actor(with(Map.of()), null)).isEmpty();
    }

    @Test
    void anInvalidCodeIsAnIncidentWithoutAMessage() {
        assertThatThrownBy(() -> new ReasonVariable("holdReason").reason(with(Map.of("holdReason", "no code")), "Held"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holdReason");
    }

    private static DelegateExecution with(Map<String, Object> variables) {
        DelegateExecution execution = Mockito.mock(DelegateExecution.class);
        Mockito.when(execution.getVariable(Mockito.anyString()))
                .thenAnswer(asked -> variables.get(asked.getArgument(0, String.class)));
        return execution;
    }
}
