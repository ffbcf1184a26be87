package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.declare;

import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.OutputEntry;

/** Violations of the conventions for statuses. */
final class StatusViolations {

    private static final String INVOICE = "invoice.bpmn";
    private static final String ORDER = "order.bpmn";
    private static final String AUTHORIZATION = "payment-authorization.bpmn";
    private static final String REVERSAL = "payment-reversal.bpmn";

    private static final String QUOTED = "the output should be a code in quotation marks";

    private StatusViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        StatusConventions.EVENTS_ONLY,
                        declare(ORDER, "Task_VoidRemainder", "trading.payment", "VOIDED"),
                        "order.bpmn: Task_VoidRemainder:"),
                new ViolationExample(
                        StatusConventions.NO_STATUS_AT_MESSAGES,
                        declare(INVOICE, "BoundaryEvent_InstalmentReceived", "trading.payment", "PAID"),
                        "invoice.bpmn: BoundaryEvent_InstalmentReceived:"),
                new ViolationExample(
                        StatusConventions.KNOWN_STATUSES,
                        declare(REVERSAL, "EndEvent_PaymentVoided", "trading.payment", "VOID"),
                        "payment-reversal.bpmn: EndEvent_PaymentVoided: the contract has no status trading.payment VOID"),
                new ViolationExample(
                        StatusConventions.KNOWN_STATUSES,
                        declare(REVERSAL, "EndEvent_PaymentVoided", "trading.paiment", "VOIDED"),
                        "payment-reversal.bpmn: EndEvent_PaymentVoided: the contract has no status trading.paiment VOIDED"),
                new ViolationExample(
                        StatusConventions.REASONS,
                        declare(AUTHORIZATION, "EndEvent_PaymentDeclined", "trading.reason", "declined"),
                        "payment-authorization.bpmn: EndEvent_PaymentDeclined: the reason"),
                new ViolationExample(
                        StatusConventions.REASONS,
                        declare(REVERSAL, "EndEvent_NothingOpen", "trading.reason", "NOTHING_OPEN"),
                        "payment-reversal.bpmn: EndEvent_NothingOpen: has a reason but no status"),
                new ViolationExample(
                        StatusConventions.REGISTERED_REASONS,
                        declare(AUTHORIZATION, "EndEvent_PaymentDeclined", "trading.reason", "PAYMENT_DECLINE"),
                        "payment-authorization.bpmn: EndEvent_PaymentDeclined: the contract does not register the reason"
                                + " PAYMENT_DECLINE; use PAYMENT_DECLINED, or begin your own code with X_"),
                output(
                        StatusConventions.REGISTERED_REASON_TABLES,
                        "\"CREDIT_LIMITS\"",
                        "the contract does not register the reason CREDIT_LIMITS; use CREDIT_LIMIT"),
                output(StatusConventions.REASON_TABLES, "CREDIT_LIMIT", QUOTED),
                output(StatusConventions.REASON_TABLES, "\"credit limit\"", QUOTED),
                output(StatusConventions.REASON_TABLES, "", QUOTED));
    }

    private static ViolationExample output(Convention convention, String text, String advice) {
        return new ViolationExample(
                convention,
                models -> {},
                tables -> tables.get("hold.dmn")
                        .<OutputEntry>getModelElementById("OutputEntry_OverTheLimit")
                        .getText()
                        .setTextContent(text),
                "hold.dmn: OutputEntry_OverTheLimit: " + advice);
    }
}
