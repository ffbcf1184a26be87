package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.operations.Login;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Invoices, from the day on which they are due to the bank's word that they are paid. */
abstract class InvoiceSuite extends MoneySuite {

    private static final String HEADINGS = "transactionId,reference,amount,currency\n";

    @Autowired
    private TestRestTemplate http;

    @Test
    void anInvoiceThatIsPaidByTheBanksWordCompletesTheOrder() {
        ObjectNode order = delivered();
        String transaction = transaction();
        assertThat(pay(transaction, order, "37.50").at("/outcome").asText()).isEqualTo("PAID");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).at("/invoices/0/status").asText()).isEqualTo("PAID");
        assertThat(newest(order).has("due")).isFalse();

        int told = acme.ofOrder(reference(order)).size();
        JsonNode again = pay(transaction, order, "37.50");
        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.path("outcome").asText()).isEqualTo("PAID");
        assertThat(acme.ofOrder(reference(order))).hasSize(told);
        assertLegal(order);
    }

    @Test
    void instalmentsAreTakenUntilTheInvoiceIsPaid() {
        ObjectNode order = delivered();
        assertThat(pay(transaction(), order, "10.00").path("outcome").asText()).isEqualTo("PARTLY_PAID");
        awaitUntil(
                () -> assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("10.00"));
        assertThat(pay(transaction(), order, "20.00").path("outcome").asText()).isEqualTo("PARTLY_PAID");
        awaitUntil(
                () -> assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("30.00"));
        assertThat(pay(transaction(), order, "7.50").path("outcome").asText()).isEqualTo("PAID");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(toldOfPayment(order)).containsExactly("PARTIALLY_PAID", "PARTIALLY_PAID", "PAID");
        assertLegal(order);
    }

    @Test
    void anInvoiceThatIsDueIsRemindedOfAndThenAPersonDecidesToWaitOn() {
        ObjectNode order = delivered();
        String tradingId = tradeOf(order);
        fire(order, "BoundaryEvent_InvoiceFallenDue");
        fire(order, "Event_GraceElapsed");
        Task decision = task(tradingId);
        assertThat(tasks.getVariable(decision.getId(), "invoice")).isEqualTo(invoiceOf(order));

        tasks.complete(decision.getId(), Map.of("invoiceGivenUp", false));
        fire(order, "Event_GraceElapsed");
        assertThat(task(tradingId).getId()).isNotEqualTo(decision.getId());

        pay(transaction(), order, "37.50");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).at("/invoices/0/remindedAt").asText()).isNotEmpty();
        assertThat(tasksOf(tradingId)).isEmpty();
        assertLegal(order);
    }

    @Test
    void anInvoiceThatIsGivenUpIsWrittenOffAndWhatComesLaterIsShownToAPerson() {
        ObjectNode order = delivered();
        String tradingId = tradeOf(order);
        pay(transaction(), order, "10.00");
        awaitPayment(order, "PARTIALLY_PAID");
        fire(order, "BoundaryEvent_InvoiceFallenDue");
        fire(order, "Event_GraceElapsed");
        tasks.complete(task(tradingId).getId(), Map.of("invoiceGivenUp", true));
        awaitStatuses(order, "COMPLETED/DELIVERED/VOIDED");
        assertThat(toldOfPayment(order)).containsExactly("PARTIALLY_PAID", "FAILED", "VOIDED");

        String late = transaction();
        assertThat(pay(late, order, "27.50").path("outcome").asText()).isEqualTo("NOT_EXPECTED");
        assertThat(shown(late)).contains("27.50 EUR", tradingId);
        assertLegal(order);
    }

    @Test
    void whatIsTooMuchIsShownToAPersonAndNeverTaken() {
        ObjectNode order = delivered();
        String transaction = transaction();
        assertThat(pay(transaction, order, "40.00").path("outcome").asText()).isEqualTo("OVERPAID");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("37.50");
        assertThat(shown(transaction)).contains("2.50 EUR");
        pay(transaction, order, "40.00");
        assertThat(shown(transaction)).contains("2.50 EUR");
        assertLegal(order);
    }

    @Test
    void aPaymentThatBelongsToNothingIsKeptAndShownToAPerson() {
        String transaction = transaction();
        assertThat(pay(transaction, "thanks for the tea", "5.00", "EUR")
                        .path("outcome")
                        .asText())
                .isEqualTo("UNKNOWN_REFERENCE");
        assertThat(shown(transaction)).contains("5.00 EUR", "thanks for the tea");
        assertThat(count("bank_payment WHERE transaction_id = '" + transaction + "' AND taken = 0"))
                .isEqualTo(1);
    }

    @Test
    void anotherCurrencyIsNotTaken() {
        ObjectNode order = delivered();
        String transaction = transaction();
        assertThat(pay(transaction, invoiceOf(order), "37.50", "USD")
                        .path("outcome")
                        .asText())
                .isEqualTo("OTHER_CURRENCY");
        assertThat(shown(transaction)).contains("37.50 USD");
        pay(transaction(), order, "37.50");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
    }

    @Test
    void anotherPaymentUnderAKnownTransactionIdIsAConflict() {
        ObjectNode order = delivered();
        String transaction = transaction();
        pay(transaction, order, "10.00");
        ResponseEntity<JsonNode> other =
                post("payments", MediaType.APPLICATION_JSON, payment(transaction, invoiceOf(order), "20.00", "EUR"));
        assertThat(other.getStatusCode().value()).isEqualTo(409);
        awaitUntil(
                () -> assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("10.00"));
        pay(transaction(), order, "27.50");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
    }

    @Test
    void whatIsReportedManyTimesAtOnceIsTakenOnce() {
        ObjectNode order = delivered();
        String invoice = invoiceOf(order);
        String transaction = transaction();
        List<CompletableFuture<String>> reports = IntStream.range(0, 8)
                .mapToObj(index -> CompletableFuture.supplyAsync(() -> answer(post(
                        "payments",
                        MediaType.APPLICATION_JSON,
                        payment(index % 2 == 0 ? transaction : transaction + "b", invoice, "5.00", "EUR")))))
                .toList();
        assertThat(reports.stream().map(CompletableFuture::join))
                .allMatch(answer -> answer.startsWith("200") || answer.startsWith("503"));
        pay(transaction, order, "5.00");
        pay(transaction + "b", order, "5.00");
        awaitUntil(
                () -> assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("10.00"));
        pay(transaction(), order, "27.50");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertLegal(order);
    }

    @Test
    void aStatementIsTakenLineByLineAndASecondTimeChangesNothing() {
        ObjectNode one = delivered();
        ObjectNode other = delivered();
        String unknown = transaction();
        String statement = HEADINGS
                + line(transaction(), invoiceOf(one), "37.50")
                + line(transaction(), invoiceOf(other).toLowerCase(Locale.ROOT), "7.50")
                + line(unknown, "nobody knows", "3.00");
        JsonNode answer = statement(statement).getBody();
        assertThat(answer.path("lines").findValuesAsText("outcome"))
                .containsExactly("PAID", "PARTLY_PAID", "UNKNOWN_REFERENCE");
        assertThat(answer.path("lines").findValuesAsText("line")).containsExactly("2", "3", "4");
        awaitStatuses(one, "COMPLETED/DELIVERED/PAID");
        awaitPayment(other, "PARTIALLY_PAID");

        JsonNode again = statement(statement).getBody();
        assertThat(again.path("lines").findValuesAsText("repeated")).containsOnly("true");
        assertThat(newest(other).at("/amounts/captured").asText()).isEqualTo("7.50");
        assertThat(shown(unknown)).contains("3.00 EUR");
        pay(transaction(), other, "30.00");
        awaitStatuses(other, "COMPLETED/DELIVERED/PAID");
    }

    @Test
    void ofAStatementWithALineThatCannotBeReadNothingIsTaken() {
        ObjectNode order = delivered();
        String good = transaction();
        String invoice = invoiceOf(order);
        ResponseEntity<JsonNode> answer =
                statement(HEADINGS + line(good, invoice, "37.50") + "T2,INV-1,much,EUR\nT3,INV-1\n");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().path("errors").findValuesAsText("line")).containsExactly("3", "4");
        assertThat(count("bank_payment WHERE transaction_id = '" + good + "'")).isZero();
        pay(good, order, "37.50");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
    }

    @Test
    void whatIsNoPaymentIsABadRequestThatSaysWhy() {
        ResponseEntity<JsonNode> answer =
                post("payments", MediaType.APPLICATION_JSON, "{\"transactionId\":\"T1\",\"amount\":\"1,00\"}");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().path("errors").toString()).contains("reference is missing", "amount should match");
        assertThat(post("payments", MediaType.APPLICATION_JSON, "[]")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @Test
    void onlyTheBankReportsPayments() {
        ResponseEntity<JsonNode> client = http.withBasicAuth("acme", secrets.ofClient("acme"))
                .postForEntity("/api/bank/payments", payment(transaction(), "INV-1", "1.00", "EUR"), JsonNode.class);
        assertThat(client.getStatusCode().value()).isIn(401, 403);
        assertThat(count("bank_payment WHERE reference = 'INV-1'")).isZero();
    }

    @Test
    void whatWasPaidByTransferIsGivenBackByTransfer() {
        ObjectNode order = delivered();
        pay(transaction(), order, "37.50");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        String tradingId = tradeOf(order);
        refund(tradingId, "R-1", "12.50");
        awaitPayment(order, "PARTIALLY_REFUNDED");
        refund(tradingId, "R-2", "25.00");
        awaitPayment(order, "REFUNDED");
        assertThat(jdbc.sql("SELECT SUM(amount) FROM simulated_bank_payback WHERE trading_id = ?")
                        .param(tradingId)
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("37.50");
        assertLegal(order);
    }

    private ObjectNode delivered() {
        ObjectNode order = Orders.onInvoiceNeverPaid();
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/DELIVERED/PENDING");
        invoiceOf(order);
        return order;
    }

    /** The client is told of it by the next message; the goods may have arrived before it was issued. */
    private String invoiceOf(ObjectNode order) {
        String tradingId = tradeOf(order);
        awaitUntil(() -> assertThat(count("invoice WHERE trading_id = '" + tradingId + "'"))
                .isEqualTo(1));
        return jdbc.sql("SELECT reference FROM invoice WHERE trading_id = ?")
                .param(tradingId)
                .query(String.class)
                .single();
    }

    private static String transaction() {
        return "TX-" + UUID.randomUUID().toString().substring(0, 30);
    }

    private JsonNode pay(String transaction, ObjectNode order, String amount) {
        return pay(transaction, invoiceOf(order), amount, "EUR");
    }

    private JsonNode pay(String transaction, String reference, String amount, String currency) {
        ResponseEntity<JsonNode> answer =
                post("payments", MediaType.APPLICATION_JSON, payment(transaction, reference, amount, currency));
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(200);
        return answer.getBody();
    }

    private static String answer(ResponseEntity<JsonNode> response) {
        return response.getStatusCode().value() + " " + response.getBody();
    }

    private static String payment(String transaction, String reference, String amount, String currency) {
        return """
                {"transactionId": "%s", "reference": "%s", "amount": "%s", "currency": "%s"}"""
                .formatted(transaction, reference, amount, currency);
    }

    private static String line(String transaction, String reference, String amount) {
        return String.join(",", transaction, reference, amount, "EUR") + "\n";
    }

    private ResponseEntity<JsonNode> statement(String csv) {
        return post("statements", MediaType.valueOf("text/csv"), csv);
    }

    private ResponseEntity<JsonNode> post(String what, MediaType type, String body) {
        Login bank = secrets.bank();
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(type);
        return http.withBasicAuth(bank.name(), bank.password())
                .postForEntity("/api/bank/" + what, new HttpEntity<>(body, headers), JsonNode.class);
    }

    /** What accounting sees of a payment in Tasklist. */
    private String shown(String transaction) {
        List<Task> shown = tasks.createTaskQuery()
                .taskCandidateGroup("accounting")
                .taskDescriptionLike("%" + transaction + "%")
                .list();
        assertThat(shown).hasSize(1);
        return shown.get(0).getDescription();
    }

    private Task task(String tradingId) {
        awaitUntil(() -> assertThat(tasksOf(tradingId)).hasSize(1));
        return tasksOf(tradingId).get(0);
    }

    private List<Task> tasksOf(String tradingId) {
        return tasks.createTaskQuery().processInstanceBusinessKey(tradingId).list();
    }
}
