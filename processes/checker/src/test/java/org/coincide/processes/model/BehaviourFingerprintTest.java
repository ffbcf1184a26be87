package org.coincide.processes.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.coincide.processes.support.ModelChange;
import org.coincide.processes.support.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fingerprint covers everything that the paths depend on, since equal models are not explored again. */
class BehaviourFingerprintTest {

    private static final String ORDER = "order.bpmn";
    private static final String AUTHORIZATION = "payment-authorization.bpmn";
    private static final String SETTLEMENT = "payment-settlement.bpmn";

    @ParameterizedTest
    @MethodSource
    void theAppearanceIsIgnored(ModelChange change) {
        assertThat(after(change)).isEqualTo(after(models -> {}));
    }

    static Stream<ModelChange> theAppearanceIsIgnored() {
        return Stream.of(
                ModelChange.moveShape(SETTLEMENT, "Task_CapturePayment", 0, 400),
                ModelChange.edit(
                        SETTLEMENT, "Task_CapturePayment", FlowElement.class, task -> task.setName("Take the money")),
                ModelChange.edit(ORDER, "order", Process.class, process -> process.setCamundaVersionTag("edited")));
    }

    @ParameterizedTest
    @MethodSource
    void theBehaviourCounts(ModelChange change) {
        assertThat(after(change)).isNotEqualTo(after(models -> {}));
    }

    static Stream<ModelChange> theBehaviourCounts() {
        return Stream.of(
                ModelChange.declare(AUTHORIZATION, "EndEvent_PaymentAuthorized", "trading.payment", "PAID"),
                ModelChange.setCondition(ORDER, "Flow_HowToProceed_OrderFree", "${true}"),
                ModelChange.removeFlow("delivery.bpmn", "Flow_GoodsUnderway_ReportDue"),
                ModelChange.edit(
                        ORDER, "Gateway_BothAnswered", FlowNode.class, join -> join.setCamundaAsyncBefore(true)),
                ModelChange.edit(
                        ORDER, "Message_OrderAmended", Message.class, message -> message.setName("order.changed")),
                models -> models.remove("return.bpmn"));
    }

    private static String after(ModelChange change) {
        var models = Models.all();
        change.apply(models);
        return BehaviourFingerprint.of(Models.with(models));
    }
}
