package org.coincide.processes.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.coincide.processes.support.Change;
import org.coincide.processes.support.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the sum is the same the paths are not walked again: it must not leave out anything that they depend on. */
class SubstanceTest {

    private static final String ORDER = "order.bpmn";
    private static final String PAYMENT = "payment.bpmn";

    @ParameterizedTest
    @MethodSource
    void whatIsOnlySeenDoesNotCount(Change change) {
        assertThat(after(change)).isEqualTo(after(models -> {}));
    }

    static Stream<Change> whatIsOnlySeenDoesNotCount() {
        return Stream.of(
                Change.move(PAYMENT, "Task_CapturePayment", 0, 400),
                Change.to(PAYMENT, "Task_CapturePayment", FlowElement.class, task -> task.setName("Take the money")),
                Change.to(ORDER, "order", Process.class, process -> process.setCamundaVersionTag("edited")));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsDoneCounts(Change change) {
        assertThat(after(change)).isNotEqualTo(after(models -> {}));
    }

    static Stream<Change> whatIsDoneCounts() {
        return Stream.of(
                Change.say(PAYMENT, "EndEvent_PaymentAuthorized", "trading.payment", "PAID"),
                Change.condition(ORDER, "Flow_HowToProceed_OrderFree", "${true}"),
                Change.cut("delivery.bpmn", "Flow_GoodsUnderway_ReportDue"),
                Change.to(ORDER, "Gateway_BothAnswered", FlowNode.class, join -> join.setCamundaAsyncBefore(false)),
                Change.to(ORDER, "Message_OrderAmended", Message.class, message -> message.setName("order.changed")),
                models -> models.remove("return.bpmn"));
    }

    private static String after(Change change) {
        var models = Models.all();
        change.apply(models);
        return Substance.of(Models.with(models));
    }
}
