package org.coincide.processes.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.coincide.processes.model.BpmnReader;
import org.coincide.processes.support.ModelChange;
import org.coincide.processes.support.Models;

/** Violations as changes of a file's text. */
final class TextViolations {

    private static final String ORDER = "order.bpmn";
    private static final String CLOSE = "name=\"Close delivery\" camunda:delegateExpression=\"${closeDelivery}\">";
    private static final String PACKS =
            "<camunda:taskListener delegateExpression=\"${packConsignment}\" event=\"complete\" />";
    private static final String SHOWS =
            "<camunda:taskListener delegateExpression=\"${showConsignment}\" event=\"create\" />";
    private static final String NOTES =
            "<camunda:executionListener event=\"end\" delegateExpression=\"${noteReturnedLine}\" />";
    private static final String RESULT = "<camunda:out source=\"paymentAccepted\" target=\"paymentAccepted\" />";
    private static final String OUTPUT =
            "<camunda:outputParameter name=\"orderAccepted\">${true}</camunda:outputParameter>";

    private TextViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.concat(ofElements(), Stream.concat(ofVariables(), ofTables()));
    }

    private static Stream<ViolationExample> ofVariables() {
        return Stream.of(
                new ViolationExample(
                        RepetitionConventions.COUNTED,
                        replace(
                                "dispatch.bpmn",
                                "<bpmn:outgoing>Flow_HandOverParcel_HandOverDue</bpmn:outgoing>",
                                "<bpmn:outgoing>Flow_HandOverParcel_HandOverDue</bpmn:outgoing>"
                                        + "<bpmn:multiInstanceLoopCharacteristics />"),
                        "dispatch.bpmn: Task_HandOverParcel: has several instances, but no number; enter the loop"),
                new ViolationExample(
                        RepetitionConventions.EACH_RECORD,
                        replace(ORDER, "${consignments}</bpmn:loopCardinality>", "1</bpmn:loopCardinality>"),
                        "order.bpmn: CallActivity_DeliverConsignments: has 1 instances, and not one for each record; enter"
                                + " ${consignments} as the loop cardinality"),
                new ViolationExample(
                        RepetitionConventions.COUNTERS_INSIDE,
                        replace(
                                "delivery.bpmn",
                                "<camunda:in source=\"backordered\" target=\"backordered\" />",
                                "<camunda:in sourceExpression=\"${loopCounter > 0}\" target=\"backordered\" />"),
                        "delivery.bpmn: CallActivity_DispatchConsignment: reads loopCounter, which only an activity with"
                                + " several instances has"),
                new ViolationExample(
                        RepetitionConventions.KEYS_PASSED_ON,
                        replace(
                                "delivery.bpmn",
                                "<camunda:in source=\"consignment\" target=\"refund\" />",
                                "<camunda:in source=\"paymentMethod\" target=\"refund\" />"),
                        "delivery.bpmn: CallActivity_RefundConsignment: passes paymentMethod as refund, by which the server"
                                + " would find another record; pass consignment or refund"),
                new ViolationExample(
                        ListenerConventions.ONCE,
                        replace("dispatch.bpmn", PACKS, PACKS + PACKS),
                        "dispatch.bpmn: Task_PickAndPack: calls ${packConsignment} twice at the event complete"),
                new ViolationExample(
                        ListenerConventions.ANSWERED,
                        replace("delivery.bpmn", SHOWS, SHOWS + PACKS),
                        "delivery.bpmn: Task_ReviewCarriage: calls ${packConsignment}, which evaluates picked, restDecision, but its form"
                                + " asks for none of them; move"),
                new ViolationExample(
                        ListenerConventions.AT_ITS_EVENT,
                        replace("return.bpmn", NOTES, NOTES.replace("end", "start")),
                        "return.bpmn: Task_ReceiveGoods: calls ${noteReturnedLine} at the event start; choose end"),
                new ViolationExample(
                        ListenerConventions.NOTED,
                        replace("return.bpmn", NOTES, ""),
                        "return.bpmn: Task_ReceiveGoods: asks about the record that ${setReturnedLine} sets, and nothing notes"),
                new ViolationExample(
                        UserTaskConventions.ANSWERS,
                        replace(
                                "dispatch.bpmn",
                                "delegateExpression=\"${packConsignment}\" event=\"complete\"",
                                "delegateExpression=\"${packConsignment}\" event=\"create\""),
                        "dispatch.bpmn: Task_PickAndPack: ${packConsignment} evaluates the answers at the event create"),
                new ViolationExample(
                        ExpressionConventions.SET_BEFORE,
                        replace(ORDER, "\"REVIEW_OVERDUE\"", "\"${abandonReason}\""),
                        "order.bpmn: EndEvent_UnreviewedOrderRejected: reads the variable abandonReason, which only"
                                + " Task_CloseDelivery sets; read it after it is set"),
                new ViolationExample(
                        MappingConventions.WHOLE_PROCESS,
                        replace(ORDER, RESULT, RESULT.replace(" />", " local=\"true\" />")),
                        "order.bpmn: CallActivity_AuthorizePayment: passes or returns paymentAccepted as a local"),
                new ViolationExample(
                        MappingConventions.SINGLE_VALUES,
                        replace(
                                ORDER,
                                OUTPUT,
                                "<camunda:outputParameter name=\"orderAccepted\"><camunda:list><camunda:value>a"
                                        + "</camunda:value></camunda:list></camunda:outputParameter>"),
                        "order.bpmn: Event_OrderAccepted: sets a variable to a list"),
                new ViolationExample(
                        ReservedVariableConventions.NUMBERED_FROM_ONE,
                        replace(ORDER, "${loopCounter + 1}", "${loopCounter}"),
                        "order.bpmn: CallActivity_DeliverConsignments: passes ${loopCounter} as consignment"),
                new ViolationExample(
                        ReservedVariableConventions.RECORDS,
                        replace(ORDER, OUTPUT, OUTPUT.replace("orderAccepted", "invoice")),
                        "order.bpmn: Event_OrderAccepted: sets the variable invoice, by which delegates find"),
                new ViolationExample(
                        MessageConventions.RECEIVERS,
                        replace(ORDER, "name=\"order.amended\"", "name=\"stock.arrived\""),
                        "order.bpmn: BoundaryEvent_OrderAmended: waits for the message stock.arrived, which the server"
                                + " sends only to a process with the variable consignment"),
                new ViolationExample(
                        ListenerConventions.ORDER,
                        replace(
                                "return.bpmn",
                                "event=\"start\" delegateExpression=\"${setReturnedLine}\" />\n"
                                        + "        <camunda:executionListener event=\"end\"",
                                "event=\"end\" delegateExpression=\"${setReturnedLine}\" />\n"
                                        + "        <camunda:executionListener event=\"start\""),
                        "return.bpmn: Task_ReceiveGoods: ${noteReturnedLine} reads the variable"),
                new ViolationExample(
                        ReferenceConventions.FIELDS,
                        replace(
                                ORDER,
                                CLOSE,
                                CLOSE + "<bpmn:extensionElements><camunda:field name=\"limit\" stringValue=\"1\" />"
                                        + "</bpmn:extensionElements>"),
                        "order.bpmn: Task_CloseDelivery: injects the field limit"));
    }

    private static Stream<ViolationExample> ofElements() {
        return Stream.of(
                new ViolationExample(
                        ElementConventions.STARTS,
                        replace(
                                ORDER,
                                "<bpmn:outgoing>Flow_OrderReceived_DecisionDue</bpmn:outgoing>",
                                "<bpmn:outgoing>Flow_OrderReceived_DecisionDue</bpmn:outgoing>"
                                        + "<bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle>"
                                        + "</bpmn:timerEventDefinition>"),
                        "order.bpmn: StartEvent_OrderReceived: starts the process by itself"),
                new ViolationExample(
                        ElementConventions.LOOPS,
                        replace(
                                ORDER,
                                "<bpmn:outgoing>Flow_CloseDelivery_AnythingDelivered</bpmn:outgoing>",
                                "<bpmn:outgoing>Flow_CloseDelivery_AnythingDelivered</bpmn:outgoing>"
                                        + "<bpmn:standardLoopCharacteristics />"),
                        "order.bpmn: Task_CloseDelivery: has the marker of a loop"),
                new ViolationExample(
                        ElementConventions.TYPED_TASKS,
                        replace(
                                ORDER,
                                "<bpmn:exclusiveGateway id=\"Gateway_InStock\"",
                                "<bpmn:manualTask id=\"Task_CallClient\" /><bpmn:exclusiveGateway id=\"Gateway_InStock\""),
                        "order.bpmn: Task_CallClient: is passed without anybody doing it"),
                new ViolationExample(
                        ElementConventions.SENT_MESSAGES,
                        replace(
                                ORDER,
                                "<bpmn:exclusiveGateway id=\"Gateway_InStock\"",
                                "<bpmn:intermediateThrowEvent id=\"Event_ClientInformed\"><bpmn:messageEventDefinition />"
                                        + "</bpmn:intermediateThrowEvent><bpmn:exclusiveGateway id=\"Gateway_InStock\""),
                        "order.bpmn: Event_ClientInformed: sends no message"),
                new ViolationExample(
                        CompensationConventions.HANDLERS,
                        replace(
                                ORDER,
                                "CompensateEventDefinition_PaymentUndone\" activityRef=\"Task_OpenPayment\"",
                                "CompensateEventDefinition_PaymentUndone\" activityRef=\"Task_CloseDelivery\""),
                        "order.bpmn: Event_PaymentUndone: undoes Task_CloseDelivery"),
                new ViolationExample(
                        DeadlineConventions.FIXED_DATES,
                        replace("invoice.bpmn", "${invoiceDueAt}", "2027-01-31T12:00:00Z"),
                        "invoice.bpmn: BoundaryEvent_InvoiceFallenDue: has the date 2027-01-31T12:00:00Z for all"));
    }

    private static Stream<ViolationExample> ofTables() {
        return Stream.of(
                table(
                        TableConventions.FUNCTIONS,
                        "<text>pieces</text>",
                        "<text>if contians(articles, \"POT\") then pieces else 0</text>",
                        "hold.dmn: Input_Pieces: calls contians(), which is no function; use contains"),
                table(
                        ColumnConventions.NAMED,
                        "<text>pieces</text>",
                        "<text></text>",
                        "hold.dmn: Input_Pieces: reads no variable"),
                table(
                        TableConventions.POSSIBLE_VALUES,
                        "<text>\"INVOICE\"</text>",
                        "<text>\"INVOICES\"</text>",
                        "hold.dmn: Rule_LargeFirstOrder: paymentMethod is never INVOICES; use INVOICE"),
                table(
                        TableConventions.COUNTRIES,
                        "\"GB\"",
                        "\"UK\"",
                        "hold.dmn: Rule_CountryNotServed: the country UK is no code of ISO 3166"));
    }

    private static ViolationExample table(Convention convention, String part, String by, String finding) {
        return new ViolationExample(
                convention,
                models -> {},
                tables -> tables.put(
                        "hold.dmn", Dmn.readModelFromStream(new ByteArrayInputStream(changed("hold.dmn", part, by)))),
                finding);
    }

    private static ModelChange replace(String file, String part, String by) {
        return models -> models.put(file, BpmnReader.read(new ByteArrayInputStream(changed(file, part, by))));
    }

    private static byte[] changed(String file, String part, String by) {
        var text = new String(Models.files().get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(part);
        return text.replace(part, by).getBytes(StandardCharsets.UTF_8);
    }
}
