package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Threads;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The bank's reports, as single payments or as a statement: booked once, or kept as a task. */
@BothDatabases
class BankReportsIT {

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

        private static final String HEADINGS = "transactionId,reference,amount,currency\n";

        @Test
        void anOverpaymentBecomesATaskAndIsNotBooked() {
            ObjectNode order = bank.delivered();
            String transaction = BankTransfers.transaction();
            assertThat(bank.pay(transaction, order, "40.00").path("outcome").asText())
                    .isEqualTo("OVERPAID");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("37.50");
            assertThat(bank.shown(transaction)).contains("2.50 EUR");
            bank.pay(transaction, order, "40.00");
            assertThat(bank.shown(transaction)).contains("2.50 EUR");
            assertLegal(order);
        }

        @Test
        void aPaymentWithoutAnInvoiceIsKeptAndBecomesATask() {
            String transaction = BankTransfers.transaction();
            assertThat(bank.pay(transaction, "thanks for the tea", "5.00", "EUR")
                            .path("outcome")
                            .asText())
                    .isEqualTo("UNKNOWN_REFERENCE");
            assertThat(bank.shown(transaction)).contains("5.00 EUR", "thanks for the tea");
            assertThat(count("bank_payment WHERE transaction_id = '" + transaction + "' AND taken = 0"))
                    .isEqualTo(1);
        }

        @Test
        void aPaymentInAnotherCurrencyIsNotBooked() {
            ObjectNode order = bank.delivered();
            String transaction = BankTransfers.transaction();
            assertThat(bank.pay(transaction, bank.invoiceOf(order), "37.50", "USD")
                            .path("outcome")
                            .asText())
                    .isEqualTo("OTHER_CURRENCY");
            assertThat(bank.shown(transaction)).contains("37.50 USD");
            bank.pay(BankTransfers.transaction(), order, "37.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void anotherPaymentUnderAKnownTransactionIdIsAConflict() {
            ObjectNode order = bank.delivered();
            String transaction = BankTransfers.transaction();
            bank.pay(transaction, order, "10.00");
            ResponseEntity<JsonNode> other = bank.post(
                    "payments",
                    MediaType.APPLICATION_JSON,
                    BankTransfers.payment(transaction, bank.invoiceOf(order), "20.00", "EUR"));
            assertThat(other.getStatusCode().value()).isEqualTo(409);
            awaitUntil(() ->
                    assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("10.00"));
            bank.pay(BankTransfers.transaction(), order, "27.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aPaymentReportedConcurrentlyCountsOnce() {
            ObjectNode order = bank.delivered();
            String invoice = bank.invoiceOf(order);
            String transaction = BankTransfers.transaction();
            List<CompletableFuture<String>> reports = IntStream.range(0, 8)
                    .mapToObj(index -> CompletableFuture.supplyAsync(
                            () -> answer(bank.post(
                                    "payments",
                                    MediaType.APPLICATION_JSON,
                                    BankTransfers.payment(
                                            index % 2 == 0 ? transaction : transaction + "b", invoice, "5.00", "EUR"))),
                            Threads.ONE_PER_TASK))
                    .toList();
            assertThat(reports.stream().map(CompletableFuture::join))
                    .allMatch(answer -> answer.startsWith("200") || answer.startsWith("503"));
            bank.pay(transaction, order, "5.00");
            bank.pay(transaction + "b", order, "5.00");
            awaitUntil(() ->
                    assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("10.00"));
            bank.pay(BankTransfers.transaction(), order, "27.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertLegal(order);
        }

        @Test
        void aStatementIsBookedByLineAndARepetitionChangesNothing() {
            ObjectNode one = bank.delivered();
            ObjectNode other = bank.delivered();
            String unknown = BankTransfers.transaction();
            String statement = HEADINGS
                    + line(BankTransfers.transaction(), bank.invoiceOf(one), "37.50")
                    + line(BankTransfers.transaction(), bank.invoiceOf(other).toLowerCase(Locale.ROOT), "7.50")
                    + line(unknown, "nobody knows", "3.00");
            JsonNode answer = statement(statement).getBody();
            assertThat(answer.path("lines").findValuesAsText("outcome"))
                    .containsExactly("PAID", "PARTLY_PAID", "UNKNOWN_REFERENCE");
            assertThat(answer.path("lines").findValuesAsText("line")).containsExactly("2", "3", "4");
            awaitStatuses(one, "COMPLETED/DELIVERED/PAID");
            payments.awaitPayment(other, "PARTIALLY_PAID");

            JsonNode again = statement(statement).getBody();
            assertThat(again.path("lines").findValuesAsText("repeated")).containsOnly("true");
            assertThat(newest(other).at("/amounts/captured").asText()).isEqualTo("7.50");
            assertThat(bank.shown(unknown)).contains("3.00 EUR");
            bank.pay(BankTransfers.transaction(), other, "30.00");
            awaitStatuses(other, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aStatementWithAnUnreadableLineIsRefusedWhole() {
            ObjectNode order = bank.delivered();
            String good = BankTransfers.transaction();
            String invoice = bank.invoiceOf(order);
            ResponseEntity<JsonNode> answer =
                    statement(HEADINGS + line(good, invoice, "37.50") + "T2,INV-1,much,EUR\nT3,INV-1\n");
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(answer.getBody().path("errors").findValuesAsText("line")).containsExactly("3", "4");
            assertThat(count("bank_payment WHERE transaction_id = '" + good + "'"))
                    .isZero();
            bank.pay(good, order, "37.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void anInvalidPaymentIsABadRequestWithTheReasons() {
            ResponseEntity<JsonNode> answer =
                    bank.post("payments", MediaType.APPLICATION_JSON, "{\"transactionId\":\"T1\",\"amount\":\"1,00\"}");
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(answer.getBody().path("errors").toString())
                    .contains("reference is missing", "amount should match");
            assertThat(bank.post("payments", MediaType.APPLICATION_JSON, "[]")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
        }

        @Test
        void aPaymentInACurrencyThatDoesNotExistIsInvalid() {
            String transaction = BankTransfers.transaction();
            ResponseEntity<JsonNode> answer = bank.post(
                    "payments",
                    MediaType.APPLICATION_JSON,
                    BankTransfers.payment(transaction, "nobody knows", "3.00", "XQX"));
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            String good = HEADINGS + line(transaction, "nobody knows", "3.00");
            assertThat(statement(good + transaction + "b,nobody knows,3.00,XQX\n")
                            .getBody()
                            .path("errors")
                            .findValuesAsText("line"))
                    .containsExactly("3");
            assertThat(count("bank_payment WHERE transaction_id LIKE '" + transaction + "%'"))
                    .isZero();
        }

        @Test
        void onlyTheBankReportsPayments() {
            ResponseEntity<JsonNode> client = http.withBasicAuth("acme", secrets.ofClient("acme"))
                    .postForEntity(
                            "/api/bank/payments",
                            BankTransfers.payment(BankTransfers.transaction(), "INV-1", "1.00", "EUR"),
                            JsonNode.class);
            assertThat(client.getStatusCode().value()).isIn(401, 403);
            assertThat(count("bank_payment WHERE reference = 'INV-1'")).isZero();
        }

        private static String answer(ResponseEntity<JsonNode> response) {
            return response.getStatusCode().value() + " " + response.getBody();
        }

        private static String line(String transaction, String reference, String amount) {
            return String.join(",", transaction, reference, amount, "EUR") + "\n";
        }

        private ResponseEntity<JsonNode> statement(String csv) {
            return bank.post("statements", MediaType.valueOf("text/csv"), csv);
        }
    }
}
