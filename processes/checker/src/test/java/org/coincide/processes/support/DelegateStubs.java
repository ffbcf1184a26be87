package org.coincide.processes.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.coincide.processes.server.TaskOutcome;

/** Stubs of the server's delegates and listeners. A delegate has one of the outcomes that the server declares. */
public final class DelegateStubs {

    /** Variables that a stub sets in addition to those of its first outcome, or with another value. */
    private static final Map<String, Map<String, Object>> DEFAULTS = Map.of(
            "closeDelivery", Map.of("remainderHeld", false),
            "issueInvoice", Map.of("invoice", "INV-1", "invoiceDueAt", "2026-12-09T09:00:00Z"),
            "reversePayment", Map.of("paymentCaptured", false),
            "planDelivery", Map.of("consignmentsInStock", Integer.MAX_VALUE));

    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> variables = new ConcurrentHashMap<>(DEFAULTS);
    private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** Makes a delegate throw a BPMN error, which the server must declare. */
    public void throwError(String delegate, String errorCode) {
        errors.put(delegate, errorCode);
    }

    /** Makes a delegate fail with an exception, until {@link #recover}. */
    public void fail(String delegate) {
        failures.put(delegate, new IllegalStateException(delegate + " is unreachable"));
    }

    /** Makes a delegate set these variables. */
    public void setVariables(String delegate, Map<String, Object> values) {
        variables.put(delegate, values);
    }

    public void recover(String delegate) {
        failures.remove(delegate);
    }

    /** All calls, including those of transactions that were rolled back. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public void reset() {
        errors.clear();
        failures.clear();
        calls.clear();
        variables.clear();
        variables.putAll(DEFAULTS);
    }

    Map<Object, Object> beans() {
        var server = DeclaredServer.INTERFACE;
        var beans = new HashMap<Object, Object>();
        server.delegates()
                .keySet()
                .forEach(delegate -> beans.put(delegate, (JavaDelegate) execution -> call(delegate, execution)));
        server.taskListeners().keySet().forEach(listener -> beans.put(listener, (TaskListener) task -> {}));
        server.executionListeners()
                .keySet()
                .forEach(listener -> beans.put(listener, (ExecutionListener) execution -> {}));
        return beans;
    }

    private void call(String delegate, DelegateExecution execution) {
        calls.add(delegate);
        if (failures.containsKey(delegate)) {
            throw failures.get(delegate);
        }
        var outcome = outcome(delegate);
        var values = new HashMap<>(outcome.variables());
        values.putAll(variables.getOrDefault(delegate, Map.of()));
        if (delegate.equals("planDelivery")) {
            // A test chooses the plan by the variables of its order.
            values.keySet().removeIf(execution::hasVariable);
        }
        values.forEach(execution::setVariable);
        if (outcome.error() != null) {
            throw new BpmnError(outcome.error());
        }
    }

    private TaskOutcome outcome(String delegate) {
        var error = errors.get(delegate);
        return DeclaredServer.INTERFACE.outcomes(delegate).stream()
                .filter(outcome -> error == null ? outcome.error() == null : error.equals(outcome.error()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The server does not declare the error " + error + " of " + delegate + "; declare it there"));
    }
}
