package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.OrderContents;
import org.coincide.client.signatures.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signatures between server and clients as processes. The key of acme is registered at the server, that of globex is not. */
class SignaturesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final SigningKey ACME = SigningKey.generate();

    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.of(
                SignaturesIT.class,
                Map.of("coincide.signatures.clients.acme", ACME.publicKey().id()),
                Map.of("acme", Map.of("coincide.client.signing-key", ACME.toJwk())));
        system.start();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void theServerRepeatsTheSignatureOfAnOrder() throws Exception {
        var order = OrderKind.ORDINARY.order();
        assertThat(system.acme.place(order.toString()).statusCode()).isEqualTo(202);

        var information = information(order.get("orderReference").asText());

        assertThat(information.get("orderSignature").asText()).isEqualTo(ACME.signCanonical(order));
        // Without any database: the signed bytes are those of the information.
        assertThat(ACME.hasSignedCanonical(
                        OrderContents.of(information),
                        information.get("orderSignature").asText()))
                .isTrue();
    }

    @Test
    void anUnsignedOrderOfARegisteredClientIsRefused() throws Exception {
        var order = OrderKind.ORDINARY.order();

        var response = system.server.placeOrder(order.toString(), "acme");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("BAD_SIGNATURE");

        send("acme", CanonicalJson.text(order));
        assertThat(reference(system.server.json("/api/trades?limit=500", "acme")))
                .doesNotContain(order.get("orderReference").asText());
    }

    @Test
    void aSignedOrderOverHttpIsAccepted() throws Exception {
        var body = OrderKind.ORDINARY.order().toString();

        var response = system.server.post(
                "/api/orders",
                body,
                "Authorization",
                system.server.accounts().authorization("acme"),
                "Content-Type",
                "application/json",
                "Signature-JWS",
                ACME.sign(body),
                "Order-Signature",
                ACME.signCanonical(Json.STRICT.readTree(body)));

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @Test
    void aClientWithoutARegisteredKeyNeedNotSign() throws Exception {
        assertThat(system.server
                        .placeOrder(OrderKind.ORDINARY.order().toString(), "globex")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theServerPublishesItsKey() throws Exception {
        var keys = Json.STRICT
                .readTree(
                        system.server.getWithoutLogin("/.well-known/jwks.json").body())
                .get("keys");

        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).get("kid").asText())
                .isEqualTo(system.server.signingKey().publicKey().id());
        assertThat(keys.toString()).doesNotContain("\"d\"");
    }

    @Test
    void aClientWithoutAPinnedKeyDoesNotStart() throws Exception {
        var unpinned = new PackagedClient(
                "globex",
                system.folder.resolve("unpinned"),
                system.folder,
                system.server.brokerAddress(),
                Map.of("coincide.client.secret", "any", "coincide.client.server-keys", "missing.json"));
        Files.createDirectories(system.folder.resolve("unpinned"));

        unpinned.launch();

        await().atMost(PATIENCE).until(() -> !unpinned.isRunning());
        assertThat(unpinned.output())
                .contains("pins no key of its server", "missing.json", "coincide.client.server-thumbprints");
    }

    private static JsonNode information(String reference) throws IOException {
        await().atMost(PATIENCE).until(() -> system.acme.order(reference).has("tradingId"));
        var tradingId = system.acme.order(reference).get("tradingId").asText();
        return Json.STRICT
                .readTree(system.acme
                        .get("/api/trades/" + tradingId + "/history/1")
                        .body())
                .get("data");
    }

    private static void send(String clientId, String text) throws Exception {
        var connections = new ActiveMQConnectionFactory(
                clientId, system.server.accounts().secretOf(clientId), system.server.brokerAddress());
        connections.setWatchTopicAdvisories(false);
        try (var connection = connections.createConnection();
                var session = connection.createSession()) {
            session.createProducer(session.createQueue("trading.orders")).send(session.createTextMessage(text));
        }
    }

    private static List<String> reference(JsonNode trades) {
        return StreamSupport.stream(trades.spliterator(), false)
                .map(trade -> trade.get("orderReference").asText())
                .toList();
    }
}
