package org.coincide.engine.support;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.TaskOutcome;

/** Compares the actual outcome of a bean with its declaration. */
final class DeclarationVerifier {

    private DeclarationVerifier() {}

    /**
     * Verifies that a delegate declares its outcome.
     *
     * @param error the BPMN error that it has thrown; null if it has completed
     * @throws UndeclaredOutcomeException if it does not
     */
    static void verify(Class<?> bean, DelegateDeclaration declared, Map<String, Object> variables, String error) {
        verifyNames(bean, declared.variables(), variables.keySet());
        verifyOutcome(bean, declared.outcomes(), variables, error);
    }

    static void verifyNames(Object source, Set<String> declared, Collection<String> actual) {
        Set<String> undeclared = new TreeSet<>(actual);
        undeclared.removeAll(declared);
        if (!undeclared.isEmpty()) {
            throw new UndeclaredOutcomeException(
                    source + " sets " + undeclared + " but declares " + declared + "; declare the variables");
        }
    }

    static void verifyOutcome(Object source, List<TaskOutcome> declared, Map<String, Object> actual, String error) {
        if (declared.stream().noneMatch(outcome -> matches(outcome, actual, error))) {
            throw new UndeclaredOutcomeException(source + " has the outcome " + actual + ", error " + error
                    + ", which is none of " + declared + "; declare the outcome");
        }
    }

    /** Declared numbers are examples. */
    private static boolean matches(TaskOutcome outcome, Map<String, Object> actual, String error) {
        return Objects.equals(outcome.error(), error)
                && outcome.variables().entrySet().stream()
                        .allMatch(declared -> actual.containsKey(declared.getKey())
                                && (declared.getValue() instanceof Number
                                        || declared.getValue().equals(actual.get(declared.getKey()))));
    }
}
