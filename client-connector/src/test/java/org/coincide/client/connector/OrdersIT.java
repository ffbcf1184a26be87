package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.DeliveryMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.SimulatedServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders: each is sent once, and shows its result. */
class OrdersIT {

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        @Autowired
        private SigningKey key;

        @Test
        void anOrderIsSentAndItsTradeIsRecordedToTheEnd() {
            var messages = placedOrder();

            server.send(messages.completeTrade().toList());

            awaitSequence(messages, 9);
            var trade = api.trade(messages.tradingId());
            assertThat(List.of(
                            trade.get("order").asText(),
                            trade.get("delivery").asText(),
                            trade.get("payment").asText()))
                    .containsExactly("COMPLETED", "DELIVERED", "PAID");
            assertThat(trade.get("closed").asBoolean()).isTrue();
            assertThat(trade.get("intact").asBoolean()).isTrue();
            assertThat(trade.get("history").findValuesAsText("sequence"))
                    .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
            assertThat(api.warnings(messages.tradingId())).isEmpty();
            assertThat(api.json("/api/orders/" + messages.reference())
                            .get("state")
                            .asText())
                    .isEqualTo("ACCEPTED");
        }

        @Test
        void anOrderIsSentAsACloudEventWithJmsProperties() throws Exception {
            var reference = reference();
            api.place(ContractFiles.order(reference));

            var message = server.next("trading.orders", PATIENCE).orElseThrow();

            var event = SimulatedServer.json(message);
            assertThat(message.getJMSType()).isEqualTo("trading.order.v1");
            assertThat(message.getJMSCorrelationID()).isEqualTo(reference);
            assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
            assertThat(message.getJMSExpiration()).isZero();
            assertThat(message.getStringProperty("cloudEvents_id"))
                    .isEqualTo(event.get("id").asText());
            assertThat(message.getStringProperty("cloudEvents_source")).isEqualTo("/acme");
            assertThat(message.getStringProperty("cloudEvents_dataschema")).isEqualTo("urn:coincide:order:1.0");
            assertThat(message.getStringProperty("signature")).isEqualTo(key.sign(message.getText()));
            assertThat(key.hasSignedCanonical(
                            SimulatedServer.json(message).get("data"), message.getStringProperty("orderSignature")))
                    .isTrue();
            assertThat(event.get("data")).isEqualTo(ContractFiles.order(reference));
        }

        @Test
        void repeatedPlacementsOfAReferenceAreOneOrder() {
            var order = ContractFiles.order(reference());
            var first = api.place(order);
            var again = api.place(order);
            var other = api.place(order.deepCopy().put("currency", "USD"));

            assertThat(List.of(first.statusCode(), again.statusCode(), other.statusCode()))
                    .containsExactly(202, 202, 409);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
            server.nextOrder();
            assertThat(server.next("trading.orders", Duration.ofMillis(500))).isEmpty();
        }

        @Test
        void concurrentPlacementsOfAReferenceAreOneOrder() {
            var order = ContractFiles.order(reference());

            var codes = IntStream.range(0, 16)
                    .parallel()
                    .mapToObj(i -> api.place(order).statusCode())
                    .toList();

            assertThat(codes).containsOnly(202);
            server.nextOrder();
            assertThat(server.next("trading.orders", Duration.ofMillis(500))).isEmpty();
        }

        @Test
        void anOrderWithoutReferenceIsGivenOne() {
            var order = ContractFiles.order("unused");
            order.remove("orderReference");

            var answer = api.place(order);

            var reference = ConnectorApi.json(answer).get("orderReference").asText();
            assertThat(answer.headers().firstValue("Location")).contains("/api/orders/" + reference);
            assertThat(server.nextOrder().get("orderReference").asText()).isEqualTo(reference);
        }

        @Test
        void aRefusedOrderShowsItsReasons() {
            var reference = placedOrder().reference();
            var refusal = ContractFiles.example("refusal").put("subject", reference);
            ((ObjectNode) refusal.get("data")).put("orderReference", reference);

            server.send(refusal.toString());

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            api.json("/api/orders/" + reference).get("state").asText())
                    .isEqualTo("REFUSED"));
            assertThat(api.json("/api/orders/" + reference)
                            .at("/reasons/0/code")
                            .asText())
                    .isEqualTo("UNKNOWN_PRODUCT");
        }
    }
}
