package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.coincide.engine.broker.EmbeddedBroker;
import org.coincide.engine.operations.Secrets;
import org.coincide.engine.support.ClientSide;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** One order after the other, from the client's queue to the client's queue, through the real engine and broker. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "coincide.broker.port=0",
            "management.server.port=0",
            "coincide.simulation.carrier.delivered-after=100ms",
            "coincide.simulation.carrier.poll=50ms",
            "coincide.simulation.payment.invoice-paid-after=100ms",
            "coincide.simulation.payment.poll=50ms"
        })
abstract class JourneySuite {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private EmbeddedBroker broker;

    @Autowired
    private Secrets secrets;

    @Autowired
    private JdbcClient jdbc;

    private ClientSide acme;

    @BeforeEach
    void connect() {
        acme = new ClientSide(broker.address(), "acme", secrets.ofClient("acme"));
    }

    @AfterEach
    void disconnect() throws Exception {
        acme.close();
    }

    @Test
    void anOrdinaryOrderIsDeliveredAndPaid() {
        ObjectNode order = Orders.ordinary();
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");

        List<JsonNode> messages = acme.ofOrder(reference(order));
        assertThat(messages)
                .extracting(message -> message.path("sequence").asInt())
                .isEqualTo(IntStream.rangeClosed(1, messages.size()).boxed().toList());
        JsonNode last = messages.get(messages.size() - 1).path("data");
        assertThat(last.at("/amounts/captured").asText()).isEqualTo("37.50");
        assertThat(last.at("/lines/0/delivered").asInt()).isEqualTo(3);
        assertThat(last.at("/shipments/0/status").asText()).isEqualTo("DELIVERED");
    }

    @Test
    void anInvoiceIsPaidWhenTheBankSaysSo() {
        ObjectNode order = Orders.onInvoice();
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
    }

    @Test
    void aDeclinedCardCancelsTheOrderAndTakesNothing() {
        ObjectNode order = Orders.byCard("tok_declined");
        acme.order(order);
        awaitStatuses(order, "CANCELLED/CANCELLED/FAILED");
        assertThat(newest(order).at("/reason/code").asText()).isEqualTo("PAYMENT_DECLINED");
        assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
        assertThat(reservedOf(order)).isZero();
    }

    @Test
    void missingStockCancelsTheOrderAndVoidsTheAuthorization() {
        ObjectNode order = Orders.outOfStock();
        acme.order(order);
        awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
        assertThat(newest(order).at("/reason/code").asText()).isEqualTo("OUT_OF_STOCK");
        assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
        assertThat(reservedOf(order)).isZero();
    }

    @Test
    void anOrderOverTheClientsLimitIsRejected() {
        ObjectNode order = Orders.addLine(Orders.ordinary(), "POT-CAST-IRON", 400, "59.00");
        acme.order(order);
        awaitStatuses(order, "REJECTED/NOT_STARTED/PENDING");
        assertThat(newest(order).at("/reason/code").asText()).isEqualTo("LIMIT_EXCEEDED");
    }

    @Test
    void aProviderThatTimesOutAfterItsEffectIsAskedAgainWithTheSameKeyAndTakesOnce() {
        ObjectNode order = Orders.byCard("tok_capture_timeout");
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        String tradingId = newest(order).path("tradingId").asText();
        assertThat(jdbc.sql("SELECT attempts FROM simulated_provider_call WHERE idempotency_key = ?")
                        .param(tradingId + "/capture")
                        .query(Integer.class)
                        .list())
                .containsExactly(2);
        assertThat(new BigDecimal(newest(order).at("/amounts/captured").asText()))
                .isEqualByComparingTo("37.50");
    }

    @Test
    void aProviderThatFailsTwiceIsTriedUntilItWorks() {
        ObjectNode order = Orders.byCard("tok_flaky");
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
    }

    private void awaitStatuses(ObjectNode order, String statuses) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(acme.statusesOf(reference(order)))
                .isEqualTo(statuses));
    }

    private JsonNode newest(ObjectNode order) {
        List<JsonNode> messages = acme.ofOrder(reference(order));
        return messages.get(messages.size() - 1).path("data");
    }

    private long reservedOf(ObjectNode order) {
        return jdbc.sql("SELECT COUNT(*) FROM stock_reservation WHERE trading_id = ? AND state = 'RESERVED'")
                .param(newest(order).path("tradingId").asText())
                .query(Long.class)
                .single();
    }

    private static String reference(ObjectNode order) {
        return order.path("orderReference").asText();
    }
}
