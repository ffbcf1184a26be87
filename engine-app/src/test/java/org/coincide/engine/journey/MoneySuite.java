package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.coincide.engine.payment.books.Refunds;
import org.coincide.engine.support.ProviderLedger;
import org.coincide.engine.support.ProviderLedger.Sums;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the suites about money share: steps of a payment, and the books of those who hold the money. */
abstract class MoneySuite extends ServerSuite {

    @Autowired
    private Refunds refunds;

    @Autowired
    private TransactionTemplate transaction;

    String tradeOf(ObjectNode order) {
        awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).isNotEmpty());
        return acme.ofOrder(reference(order)).get(0).path("subject").asText();
    }

    /** The payment statuses that the client was told, each time that it was told of a payment. */
    List<String> toldOfPayment(ObjectNode order) {
        return acme.ofOrder(reference(order)).stream()
                .map(message -> message.path("data"))
                .filter(data -> data.path("changed").toString().contains("payment"))
                .map(data -> data.path("payment").asText())
                .toList();
    }

    /** Starts the refund of a return or of a consignment, as the models that call it do. */
    void startRefund(String tradingId, Object purpose) {
        runtime.startProcessInstanceByKey("payment-refund", tradingId, Map.of("refund", purpose));
    }

    void refund(String tradingId, String purpose, String amount) {
        transaction.executeWithoutResult(status -> refunds.promise(tradingId, purpose, new BigDecimal(amount)));
        startRefund(tradingId, purpose);
    }

    void awaitPayment(ObjectNode order, String status) {
        awaitUntil(() -> assertThat(newest(order).path("payment").asText()).isEqualTo(status));
    }

    /** Server and client agree with the provider, and the client was told nothing that the contract forbids. */
    void assertBooksAgree(ObjectNode order) {
        String tradingId = tradeOf(order);
        Sums sums = new ProviderLedger(jdbc).of(List.of(tradingId)).get(0);
        assertThat(sums.captured()).as(sums.toString()).isEqualByComparingTo(sums.capturedAtProvider());
        assertThat(sums.refunded()).as(sums.toString()).isEqualByComparingTo(sums.refundedAtProvider());
        JsonNode last = newest(order);
        assertThat(new BigDecimal(last.at("/amounts/captured").asText())).isEqualByComparingTo(sums.captured());
        assertThat(new BigDecimal(last.at("/amounts/refunded").asText())).isEqualByComparingTo(sums.refunded());
        assertLegal(order);
    }

    long callsAtTheProvider(String tradingId, String operation) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM simulated_provider_call
                        WHERE idempotency_key LIKE ? AND operation = ? AND answer = 'APPROVED'""")
                .params(tradingId + "/%", operation)
                .query(Long.class)
                .single();
    }
}
