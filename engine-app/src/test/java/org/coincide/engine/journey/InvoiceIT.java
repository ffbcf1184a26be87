package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Invoices, from the due date to the reported payment. */
@BothDatabases
class InvoiceIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final PaymentSteps payments = new PaymentSteps(this);

        private final BankTransfers bank = new BankTransfers(this);

        @Test
        void aReportedPaymentOfTheInvoiceCompletesTheOrder() {
            ObjectNode order = bank.delivered();
            String transaction = BankTransfers.transaction();
            assertThat(bank.pay(transaction, order, "37.50").at("/outcome").asText())
                    .isEqualTo("PAID");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).at("/invoices/0/status").asText()).isEqualTo("PAID");
            assertThat(newest(order).has("due")).isFalse();

            int told = acme.ofOrder(reference(order)).size();
            JsonNode again = bank.pay(transaction, order, "37.50");
            assertThat(again.path("repeated").asBoolean()).isTrue();
            assertThat(again.path("outcome").asText()).isEqualTo("PAID");
            assertThat(acme.ofOrder(reference(order))).hasSize(told);
            assertLegal(order);
        }

        @Test
        void instalmentsAddUpToAPaidInvoice() {
            ObjectNode order = bank.delivered();
            assertThat(bank.pay(BankTransfers.transaction(), order, "10.00")
                            .path("outcome")
                            .asText())
                    .isEqualTo("PARTLY_PAID");
            awaitUntil(() ->
                    assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("10.00"));
            assertThat(bank.pay(BankTransfers.transaction(), order, "20.00")
                            .path("outcome")
                            .asText())
                    .isEqualTo("PARTLY_PAID");
            awaitUntil(() ->
                    assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("30.00"));
            assertThat(bank.pay(BankTransfers.transaction(), order, "7.50")
                            .path("outcome")
                            .asText())
                    .isEqualTo("PAID");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(payments.toldOfPayment(order)).containsExactly("PARTIALLY_PAID", "PARTIALLY_PAID", "PAID");
            assertLegal(order);
        }

        @Test
        void anOverdueInvoiceIsRemindedAndThenDecidedByAPerson() {
            ObjectNode order = bank.delivered();
            String tradingId = tradeOf(order);
            fire(order, "BoundaryEvent_InvoiceFallenDue");
            fire(order, "Event_GraceElapsed");
            Task decision = task(tradingId);
            assertThat(tasks.getVariable(decision.getId(), "invoice")).isEqualTo(bank.invoiceOf(order));

            tasks.complete(decision.getId(), Map.of("invoiceGivenUp", false));
            fire(order, "Event_GraceElapsed");
            assertThat(task(tradingId).getId()).isNotEqualTo(decision.getId());

            bank.pay(BankTransfers.transaction(), order, "37.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).at("/invoices/0/remindedAt").asText()).isNotEmpty();
            assertThat(tasksOf(tradingId)).isEmpty();
            assertLegal(order);
        }

        @Test
        void aPaymentAfterTheWriteOffBecomesATask() {
            ObjectNode order = bank.delivered();
            String tradingId = tradeOf(order);
            bank.pay(BankTransfers.transaction(), order, "10.00");
            payments.awaitPayment(order, "PARTIALLY_PAID");
            fire(order, "BoundaryEvent_InvoiceFallenDue");
            fire(order, "Event_GraceElapsed");
            tasks.complete(task(tradingId).getId(), Map.of("invoiceGivenUp", true));
            awaitStatuses(order, "COMPLETED/DELIVERED/VOIDED");
            assertThat(payments.toldOfPayment(order)).containsExactly("PARTIALLY_PAID", "FAILED", "VOIDED");

            String late = BankTransfers.transaction();
            assertThat(bank.pay(late, order, "27.50").path("outcome").asText()).isEqualTo("NOT_EXPECTED");
            assertThat(bank.shown(late)).contains("27.50 EUR", tradingId);
            assertLegal(order);
        }

        @Test
        void anInvoiceIsPaidAfterAnotherWasWrittenOff() {
            ObjectNode order = bank.inTwoConsignments();
            List<String> invoices = overdueInvoicesOf(order);
            writeOff(order, invoices.get(0));
            awaitUntil(() -> assertThat(payments.toldOfPayment(order)).containsExactly("FAILED", "PENDING"));
            bank.pay(BankTransfers.transaction(), invoices.get(1), "490.00", "EUR");
            awaitStatuses(order, "COMPLETED/DELIVERED/VOIDED");
            assertThat(payments.toldOfPayment(order))
                    .containsExactly("FAILED", "PENDING", "PARTIALLY_PAID", "FAILED", "VOIDED");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("490.00");
            assertThat(acme.ofOrder(reference(order)))
                    .filteredOn(message -> message.at("/data/payment").asText().equals("VOIDED"))
                    .first()
                    .satisfies(voided ->
                            assertThat(voided.at("/data/reason/code").asText()).isEqualTo("INVOICE_UNPAID"));
            assertLegal(order);
        }

        @Test
        void allInvoicesOfAnOrderAreWrittenOff() {
            ObjectNode order = bank.inTwoConsignments();
            List<String> invoices = overdueInvoicesOf(order);
            writeOff(order, invoices.get(0));
            awaitUntil(() -> assertThat(payments.toldOfPayment(order)).containsExactly("FAILED", "PENDING"));
            writeOff(order, invoices.get(1));
            awaitStatuses(order, "COMPLETED/DELIVERED/VOIDED");
            assertThat(payments.toldOfPayment(order)).containsExactly("FAILED", "PENDING", "FAILED", "VOIDED");
            assertLegal(order);
        }

        private List<String> overdueInvoicesOf(ObjectNode order) {
            List<String> invoices = bank.invoicesOf(order);
            fireBoth(order, "BoundaryEvent_InvoiceFallenDue");
            fireBoth(order, "Event_GraceElapsed");
            return invoices;
        }

        private void fireBoth(ObjectNode order, String activityId) {
            awaitUntil(() -> assertThat(timers(order, activityId)).hasSize(2));
            fire(order, activityId);
        }

        private void writeOff(ObjectNode order, String invoice) {
            awaitUntil(() -> assertThat(decisionsOn(order, invoice)).hasSize(1));
            tasks.complete(decisionsOn(order, invoice).get(0).getId(), Map.of("invoiceGivenUp", true));
        }

        private List<Task> decisionsOn(ObjectNode order, String invoice) {
            return tasks.createTaskQuery()
                    .processInstanceBusinessKey(tradingId(order))
                    .processVariableValueEquals("invoice", invoice)
                    .list();
        }

        @Test
        void aPaymentByTransferIsRefundedByTransfer() {
            ObjectNode order = bank.delivered();
            bank.pay(BankTransfers.transaction(), order, "37.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = tradeOf(order);
            payments.refund(tradingId, "R-1", "12.50");
            payments.awaitPayment(order, "PARTIALLY_REFUNDED");
            payments.refund(tradingId, "R-2", "25.00");
            payments.awaitPayment(order, "REFUNDED");
            assertThat(jdbc.sql("SELECT SUM(amount) FROM simulated_bank_payback WHERE trading_id = ?")
                            .param(tradingId)
                            .query(BigDecimal.class)
                            .single())
                    .isEqualByComparingTo("37.50");
            assertLegal(order);
        }

        private Task task(String tradingId) {
            awaitUntil(() -> assertThat(tasksOf(tradingId)).hasSize(1));
            return tasksOf(tradingId).get(0);
        }

        private List<Task> tasksOf(String tradingId) {
            return tasks.createTaskQuery().processInstanceBusinessKey(tradingId).list();
        }
    }
}
