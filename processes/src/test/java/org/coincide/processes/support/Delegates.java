package org.coincide.processes.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Answers in place of the server's beans: each says yes until a test has it refuse or fail. */
public final class Delegates {

    /** Each bean that the models may call, and the variable that carries its answer (or none). */
    private static final Map<String, String> ANSWERS = Map.of(
            "authorizePayment", "paymentAccepted",
            "capturePayment", "",
            "issueInvoice", "",
            "voidPayment", "",
            "planDelivery", "stockReserved",
            "handOverConsignment", "",
            "releaseDelivery", "");

    private static final String CONSIGNMENTS = "consignments";

    private final Map<String, String> refusals = new ConcurrentHashMap<>();
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
    }

    Map<Object, Object> beans() {
        var beans = new HashMap<Object, Object>();
        ANSWERS.forEach((bean, answer) -> beans.put(bean, (JavaDelegate) execution -> call(bean, answer, execution)));
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
        if (bean.equals("planDelivery") && !execution.hasVariable(CONSIGNMENTS)) {
            execution.setVariable(CONSIGNMENTS, 1);
        }
        if (refusal != null) {
            throw new BpmnError(refusal);
        }
    }
}
