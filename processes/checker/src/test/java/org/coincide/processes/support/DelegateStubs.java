package org.coincide.processes.support;

import static java.util.Map.entry;

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

/** Answers in place of the server's beans: each says yes until a test has it refuse or fail. */
public final class DelegateStubs {

    /** Each bean that the models may call, and the variable that carries its answer (or none). */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            entry("openPayment", ""),
            entry("authorizePayment", "paymentAccepted"),
            entry("checkConfirmation", "paymentAccepted"),
            entry("capturePayment", ""),
            entry("reauthorizePayment", ""),
            entry("issueInvoice", ""),
            entry("remindClient", ""),
            entry("writeOffInvoice", ""),
            entry("voidRemainder", ""),
            entry("undoPayment", ""),
            entry("refundPayment", ""),
            entry("planDelivery", "stockReserved"),
            entry("bookReturnedGoods", "goodsReturned"),
            entry("refuseReturn", ""),
            entry("handOverConsignment", "consignmentSent"),
            entry("cancelConsignment", ""),
            entry("prepareAgain", ""),
            entry("giveUpConsignment", ""),
            entry("withdrawClaim", "claimWithdrawn"),
            entry("releaseDelivery", ""),
            entry("closeDelivery", "anythingDelivered"));

    /** What some beans leave behind beside their answer, until a test has them say otherwise. */
    private static final Map<String, Map<String, Object>> WORDS = Map.of(
            "authorizePayment", Map.of("confirmationDue", false),
            "checkConfirmation", Map.of("confirmationDue", false),
            "issueInvoice",
                    Map.of(
                            "invoice", "INV-1",
                            "invoiceDueAt", "2026-12-09T09:00:00Z"),
            "undoPayment", Map.of("paymentCaptured", false, "paymentOpen", true),
            "refundPayment", Map.of("paymentRefunded", true));

    /** What a plan says beside its answer, where the order's variables do not say otherwise. */
    private static final Map<String, Object> PLAN =
            Map.of("consignments", 1, "consignmentsInStock", Integer.MAX_VALUE, "byHand", false);

    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> words = new ConcurrentHashMap<>(WORDS);
    private final Map<String, RuntimeException> faults = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** This bean answers no, with this business error, from now on. */
    public void refuse(String bean, String errorCode) {
        refusals.put(bean, errorCode);
    }

    /** This bean has a technical fault, until {@link #mend}. */
    public void fail(String bean) {
        faults.put(bean, new IllegalStateException(bean + " cannot be reached"));
    }

    /** This bean leaves these variables behind, from now on. */
    public void say(String bean, Map<String, Object> variables) {
        words.put(bean, variables);
    }

    public void mend(String bean) {
        faults.remove(bean);
    }

    /** All that was called so far, also by transactions that rolled back. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public void reset() {
        refusals.clear();
        faults.clear();
        calls.clear();
        words.clear();
        words.putAll(WORDS);
    }

    Map<Object, Object> beans() {
        var beans = new HashMap<Object, Object>();
        ANSWERS.forEach((bean, answer) -> beans.put(bean, (JavaDelegate) execution -> call(bean, answer, execution)));
        DeclaredServer.INTERFACE.taskListeners().keySet().forEach(bean -> beans.put(bean, (TaskListener) task -> {}));
        DeclaredServer.INTERFACE
                .executionListeners()
                .keySet()
                .forEach(bean -> beans.put(bean, (ExecutionListener) execution -> {}));
        return beans;
    }

    private void call(String bean, String answer, DelegateExecution execution) {
        calls.add(bean);
        if (faults.containsKey(bean)) {
            throw faults.get(bean);
        }
        var refusal = refusals.get(bean);
        if (!answer.isEmpty()) {
            execution.setVariable(answer, refusal == null);
        }
        words.getOrDefault(bean, Map.of()).forEach(execution::setVariable);
        if (bean.equals("planDelivery")) {
            PLAN.entrySet().stream()
                    .filter(said -> !execution.hasVariable(said.getKey()))
                    .forEach(said -> execution.setVariable(said.getKey(), said.getValue()));
        }
        if (refusal != null) {
            throw new BpmnError(refusal);
        }
    }
}
