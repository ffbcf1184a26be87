package org.coincide.engine.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.coincide.processes.model.BpmnReader;

/** The models before and after {@code payment}, one process for all steps of a payment, was split into five. */
final class PaymentStepsModels {

    /** The step of {@code payment} in place of each of the five models that other models call. */
    private static final Map<String, String> STEPS = Map.of(
            "payment-authorization", "AUTHORIZE",
            "payment-settlement", "SETTLE",
            "payment-reversal", "UNDO",
            "payment-refund", "REFUND");

    private static final List<String> PRESENT = List.of(
            "order",
            "delivery",
            "dispatch",
            "return",
            "invoice",
            "payment-authorization",
            "payment-settlement",
            "payment-reversal",
            "payment-refund");

    private PaymentStepsModels() {}

    /** The models of the server, by file name. */
    static Map<String, BpmnModelInstance> present() {
        return PRESENT.stream()
                .map(process -> process + ".bpmn")
                .collect(Collectors.toMap(file -> file, EditedModels::serversOwn));
    }

    /** The models of the server, but with {@code payment} instead of the five models. */
    static Map<String, BpmnModelInstance> former() {
        Map<String, BpmnModelInstance> former = new TreeMap<>(present());
        former.keySet().removeIf(file -> file.startsWith("payment-") || file.equals("invoice.bpmn"));
        former.values().forEach(model -> model.getModelElementsByType(CallActivity.class)
                .forEach(PaymentStepsModels::callTheStep));
        former.put("payment.bpmn", payment());
        return former;
    }

    private static void callTheStep(CallActivity call) {
        String step = STEPS.get(call.getCalledElement());
        if (step != null) {
            call.setCalledElement("payment");
            CamundaIn in = call.getModelInstance().newInstance(CamundaIn.class);
            in.setCamundaSourceExpression(step);
            in.setCamundaTarget("paymentStep");
            call.getExtensionElements().addChildElement(in);
        }
    }

    private static BpmnModelInstance payment() {
        try (InputStream file = PaymentStepsModels.class.getResourceAsStream("/models/payment-steps.bpmn")) {
            return BpmnReader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
