package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.Orders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What the suites about transfers share: invoices, and a bank that says what came in. */
abstract class TransferSuite extends MoneySuite {

    @Autowired
    TestRestTemplate http;

    ObjectNode delivered() {
        ObjectNode order = Orders.onInvoiceNeverPaid();
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/DELIVERED/PENDING");
        invoiceOf(order);
        return order;
    }

    /** The client is told of it by the next message; the goods may have arrived before it was issued. */
    String invoiceOf(ObjectNode order) {
        String tradingId = tradeOf(order);
        awaitUntil(() -> assertThat(count("invoice WHERE trading_id = '" + tradingId + "'"))
                .isEqualTo(1));
        return jdbc.sql("SELECT reference FROM invoice WHERE trading_id = ?")
                .param(tradingId)
                .query(String.class)
                .single();
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
        Credentials bank = secrets.bank();
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(type);
        return http.withBasicAuth(bank.name(), bank.password())
                .postForEntity("/api/bank/" + what, new HttpEntity<>(body, headers), JsonNode.class);
    }

    /** What accounting sees of a payment in Tasklist. */
    String shown(String transaction) {
        List<Task> shown = tasks.createTaskQuery()
                .taskCandidateGroup("accounting")
                .taskDescriptionLike("%" + transaction + "%")
                .list();
        assertThat(shown).hasSize(1);
        return shown.get(0).getDescription();
    }
}
