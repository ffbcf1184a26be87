package org.coincide.processes.checks.conventions;

import static org.coincide.processes.support.Change.say;

import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.OutputEntry;

/** Mistakes in what is said to the client. */
final class StatusBreaches {

    private static final String PAYMENT = "payment.bpmn";

    private StatusBreaches() {}

    static Stream<Breach> all() {
        return Stream.of(
                new Breach(
                        StatusConventions.EVENTS_ONLY,
                        say(PAYMENT, "Task_VoidRemainder", "trading.payment", "VOIDED"),
                        "payment.bpmn: Task_VoidRemainder:"),
                new Breach(
                        StatusConventions.NOT_ON_A_REPORT,
                        say(PAYMENT, "BoundaryEvent_InstalmentReceived", "trading.payment", "PAID"),
                        "payment.bpmn: BoundaryEvent_InstalmentReceived:"),
                new Breach(
                        StatusConventions.KNOWN,
                        say(PAYMENT, "EndEvent_PaymentVoided", "trading.payment", "VOID"),
                        "payment.bpmn: EndEvent_PaymentVoided: the contract knows no trading.payment VOID"),
                new Breach(
                        StatusConventions.KNOWN,
                        say(PAYMENT, "EndEvent_PaymentVoided", "trading.paiment", "VOIDED"),
                        "payment.bpmn: EndEvent_PaymentVoided: the contract knows no trading.paiment VOIDED"),
                new Breach(
                        StatusConventions.REASONS,
                        say(PAYMENT, "EndEvent_PaymentDeclined", "trading.reason", "declined"),
                        "payment.bpmn: EndEvent_PaymentDeclined: the reason"),
                new Breach(
                        StatusConventions.REASONS,
                        say(PAYMENT, "EndEvent_NothingOpen", "trading.reason", "NOTHING_OPEN"),
                        "payment.bpmn: EndEvent_NothingOpen: gives a reason for no status"),
                answer("CREDIT_LIMIT"),
                answer("\"credit limit\""),
                answer(""));
    }

    private static Breach answer(String text) {
        return new Breach(
                StatusConventions.ANSWERS,
                models -> {},
                tables -> tables.get("hold.dmn")
                        .<OutputEntry>getModelElementById("OutputEntry_OverTheLimit")
                        .getText()
                        .setTextContent(text),
                "hold.dmn: OutputEntry_OverTheLimit: the answer should be a code in quotation marks");
    }
}
