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
import org.springframework.transaction.support.TransactionTemplate;

/** Steps of a payment, and comparisons of the server's amounts with those of the payment provider. */
final class PaymentSteps {

    private final JourneyScenario test;

    PaymentSteps(JourneyScenario test) {
        this.test = test;
    }

    /** The payment statuses of the messages that announced a change of the payment. */
    List<String> toldOfPayment(ObjectNode order) {
        return test.acme.ofOrder(JourneyScenario.reference(order)).stream()
                .map(message -> message.path("data"))
                .filter(data -> data.path("changed").toString().contains("payment"))
                .map(data -> data.path("payment").asText())
                .toList();
    }

    /** Starts the refund of a return or of a consignment, as the models that call it do. */
    void startRefund(String tradingId, Object purpose) {
        test.runtime.startProcessInstanceByKey("payment-refund", tradingId, Map.of("refund", purpose));
    }

    void refund(String tradingId, String purpose, String amount) {
        test.bean(TransactionTemplate.class).executeWithoutResult(status -> test.bean(Refunds.class)
                .promise(tradingId, purpose, new BigDecimal(amount)));
        startRefund(tradingId, purpose);
    }

    void awaitPayment(ObjectNode order, String status) {
        test.awaitUntil(
                () -> assertThat(test.newest(order).path("payment").asText()).isEqualTo(status));
    }

    /** Server, client and provider hold the same amounts, and the client's messages follow the contract. */
    void assertBooksAgree(ObjectNode order) {
        String tradingId = test.tradeOf(order);
        Sums sums = new ProviderLedger(test.jdbc).of(List.of(tradingId)).get(0);
        assertThat(sums.captured()).as(sums.toString()).isEqualByComparingTo(sums.capturedAtProvider());
        assertThat(sums.refunded()).as(sums.toString()).isEqualByComparingTo(sums.refundedAtProvider());
        test.awaitUntil(() -> assertThat(test.newest(order).has("amounts")).isTrue());
        JsonNode last = test.newest(order);
        assertThat(new BigDecimal(last.at("/amounts/captured").asText())).isEqualByComparingTo(sums.captured());
        assertThat(new BigDecimal(last.at("/amounts/refunded").asText())).isEqualByComparingTo(sums.refunded());
        test.assertLegal(order);
    }

    long callsAtTheProvider(String tradingId, String operation) {
        return test.jdbc
                .sql(
                        """
                        SELECT COUNT(*) FROM simulated_provider_call
                        WHERE idempotency_key LIKE ? AND operation = ? AND answer = 'APPROVED'""")
                .params(tradingId + "/%", operation)
                .query(Long.class)
                .single();
    }
}
