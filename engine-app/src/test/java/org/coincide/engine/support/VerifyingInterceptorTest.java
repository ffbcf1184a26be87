package org.coincide.engine.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.processes.server.DelegateOutcome;
import org.junit.jupiter.api.Test;

class VerifyingInterceptorTest {

    private final VerifyingInterceptor interceptor = new VerifyingInterceptor();

    @Test
    void aDeclaredOutcomeIsAccepted() {
        assertThatCode(() -> interceptor.execute(
                        answering(Map.of("answered", true, "pieces", 7, "note", "any"), null), execution()))
                .doesNotThrowAnyException();
    }

    @Test
    void anUndeclaredVariableIsRejected() {
        assertThatThrownBy(() -> interceptor.execute(
                        answering(Map.of("answered", true, "pieces", 7, "secret", 1), null), execution()))
                .isInstanceOf(UndeclaredOutcomeException.class)
                .hasMessageContaining("sets [secret]");
    }

    @Test
    void anUndeclaredValueIsRejected() {
        assertThatThrownBy(() -> interceptor.execute(answering(Map.of("answered", false), null), execution()))
                .isInstanceOf(UndeclaredOutcomeException.class)
                .hasMessageContaining("answered=false");
    }

    @Test
    void anUndeclaredErrorIsRejected() {
        assertThatThrownBy(() -> interceptor.execute(answering(Map.of("answered", false), "FORGOTTEN"), execution()))
                .isInstanceOf(UndeclaredOutcomeException.class)
                .hasMessageContaining("error FORGOTTEN");
    }

    @Test
    void aDeclaredErrorReachesTheEngine() {
        assertThatThrownBy(() -> interceptor.execute(answering(Map.of("answered", false), "NOT_ANSWERED"), execution()))
                .isInstanceOf(BpmnError.class);
    }

    private static DelegateExecution execution() {
        return (DelegateExecution) Proxy.newProxyInstance(
                DelegateExecution.class.getClassLoader(),
                new Class<?>[] {DelegateExecution.class},
                (proxy, method, arguments) -> null);
    }

    private JavaDelegate answering(Map<String, Object> variables, String error) {
        return new Answering(variables, error);
    }

    /** An inner class, which the scan for delegates ignores. */
    @DelegateOutcome(variables = {"answered=true", "pieces=1", "note"})
    @DelegateOutcome(error = "NOT_ANSWERED", variables = "answered=false")
    private final class Answering implements JavaDelegate {

        private final Map<String, Object> variables;
        private final String error;

        private Answering(Map<String, Object> variables, String error) {
            this.variables = variables;
            this.error = error;
        }

        @Override
        public void execute(DelegateExecution execution) {
            variables.forEach(execution::setVariable);
            if (error != null) {
                throw new BpmnError(error);
            }
        }
    }
}
