package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.edit;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.Signal;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.coincide.processes.support.ModelChange;

/** Elements that the path check cannot follow. */
final class ElementViolations {

    private static final String ORDER = "order.bpmn";
    private static final String AMENDED = "BoundaryEvent_OrderAmended";

    private ElementViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        ElementConventions.SUPPORTED,
                        models -> models.get(ORDER)
                                .getModelElementById("order")
                                .addChildElement(models.get(ORDER).newInstance(InclusiveGateway.class, "Gateway_Some")),
                        "order.bpmn: Gateway_Some: is an inclusive gateway; use exclusive and parallel gateways"),
                new ViolationExample(
                        ElementConventions.SUPPORTED,
                        triggeredBy(ConditionalEventDefinition.class, (model, event) -> {}),
                        "order.bpmn: BoundaryEvent_OrderAmended: is a conditional event; use a gateway"),
                new ViolationExample(
                        ElementConventions.SUPPORTED,
                        triggeredBy(LinkEventDefinition.class, (model, event) -> {}),
                        "order.bpmn: BoundaryEvent_OrderAmended: is a link event; draw the sequence flow"),
                new ViolationExample(
                        ElementConventions.SIGNALS,
                        triggeredBy(SignalEventDefinition.class, (model, event) -> {
                            var signal = model.newInstance(Signal.class, "Signal_Stop");
                            signal.setName("stop");
                            model.getDefinitions().addChildElement(signal);
                            event.setSignal(signal);
                        }),
                        "order.bpmn: BoundaryEvent_OrderAmended: waits for the signal stop, which nothing throws; use"
                                + " a message"),
                new ViolationExample(
                        ElementConventions.BOUNDARIES,
                        edit(ORDER, AMENDED, BoundaryEvent.class, event -> event.getEventDefinitions()
                                .clear()),
                        "order.bpmn: BoundaryEvent_OrderAmended: has no trigger, so that it never occurs"),
                new ViolationExample(
                        ElementConventions.RECEIVED,
                        edit(
                                "dispatch.bpmn",
                                "Task_AwaitSupply",
                                ReceiveTask.class,
                                task -> task.removeAttribute("messageRef")),
                        "dispatch.bpmn: Task_AwaitSupply: names no message, so that it waits for ever"),
                new ViolationExample(
                        ElementConventions.ERRORS,
                        edit(
                                "payment-authorization.bpmn",
                                "BoundaryEvent_CardDeclined",
                                BoundaryEvent.class,
                                event -> event.setCancelActivity(false)),
                        "payment-authorization.bpmn: BoundaryEvent_CardDeclined: does not interrupt its activity"));
    }

    private static <T extends EventDefinition> ModelChange triggeredBy(
            Class<T> kind, BiConsumer<BpmnModelInstance, T> change) {
        return edit(ORDER, AMENDED, BoundaryEvent.class, event -> {
            var model = (BpmnModelInstance) event.getModelInstance();
            event.getEventDefinitions().clear();
            var definition = model.newInstance(kind);
            event.getEventDefinitions().add(definition);
            change.accept(model, definition);
        });
    }
}
