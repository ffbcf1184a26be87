package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.Orders;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Orders on invoice, and a bank that reports payments. */
final class BankTransfers {

    private final JourneyScenario test;

    BankTransfers(JourneyScenario test) {
        this.test = test;
    }

    ObjectNode delivered() {
        ObjectNode order = Orders.onInvoiceNeverPaid();
        test.acme.order(order);
        test.awaitStatuses(order, "IN_PROGRESS/DELIVERED/PENDING");
        invoiceOf(order);
        return order;
    }

    /** An order of 400 cups in consignments of 300 and 100 cups: 1470.00 EUR and 490.00 EUR. */
    ObjectNode inTwoConsignments() {
        ObjectNode order = Orders.onInvoiceNeverPaid();
        order.putArray("lines");
        Orders.addLine(order, "CUP-PORCELAIN", 400, "4.90");
        test.acme.order(order);
        test.awaitStatuses(order, "IN_PROGRESS/DELIVERED/PENDING");
        return order;
    }

    /** Waits for the invoices of both consignments, in the order of the consignments. */
    List<String> invoicesOf(ObjectNode order) {
        return invoicesOf(order, 2);
    }

    /** Waits for the invoice: the goods can arrive before the server issues it. */
    String invoiceOf(ObjectNode order) {
        return invoicesOf(order, 1).get(0);
    }

    private List<String> invoicesOf(ObjectNode order, int count) {
        String tradingId = test.tradeOf(order);
        test.awaitUntil(() -> assertThat(test.count("invoice WHERE trading_id = '" + tradingId + "'"))
                .isEqualTo(count));
        return test.jdbc
                .sql("SELECT reference FROM invoice WHERE trading_id = ? ORDER BY reference")
                .param(tradingId)
                .query(String.class)
                .list();
    }

    static String transaction() {
        return "TX-" + UUID.randomUUID().toString().substring(0, 30);
    }

    JsonNode pay(String transaction, ObjectNode order, String amount) {
        return pay(transaction, invoiceOf(order), amount, "EUR");
    }

    JsonNode pay(String transaction, String reference, String amount, String currency) {
        ResponseEntity<JsonNode> answer =
                post("payments", MediaType.APPLICATION_JSON, payment(transaction, reference, amount, currency));
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(200);
        return answer.getBody();
    }

    static String payment(String transaction, String reference, String amount, String currency) {
        return """
                {"transactionId": "%s", "reference": "%s", "amount": "%s", "currency": "%s"}"""
                .formatted(transaction, reference, amount, currency);
    }

    ResponseEntity<JsonNode> post(String what, MediaType type, String body) {
        Credentials bank = test.secrets.bank();
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(type);
        return test.http
                .withBasicAuth(bank.name(), bank.password())
                .postForEntity("/api/bank/" + what, new HttpEntity<>(body, headers), JsonNode.class);
    }

    /** The description of the accounting task about a payment. */
    String shown(String transaction) {
        List<Task> shown = test.tasks
                .createTaskQuery()
                .taskCandidateGroup("accounting")
                .taskDescriptionLike("%" + transaction + "%")
                .list();
        assertThat(shown).hasSize(1);
        return shown.get(0).getDescription();
    }
}
