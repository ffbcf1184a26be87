package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ConnectorApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Replacement and revocation of the server's signing key, with both clients running. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyRotationIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int ROTATIONS = 3;
    private static final int ORDERS = 10;
    private static final String STRUCTURED_LOG = "logging.structured.format.console";

    private static TestSystem system;
    private static SigningKey first;

    @BeforeAll
    static void start() {
        system = TestSystem.of(
                KeyRotationIT.class,
                Map.of("coincide.signatures.poll", "200ms", STRUCTURED_LOG, "ecs"),
                Map.of("acme", Map.of(STRUCTURED_LOG, "ecs")));
        system.start();
        first = system.server.signingKey();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    @Order(1)
    void aRotationUnderLoadLosesNothingAndRaisesNoWarning() throws Exception {
        List<String> references = new ArrayList<>();
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            for (int order = 0; order < ORDERS; order++) {
                references.add(place());
            }
            rotate();
            for (int order = 0; order < ORDERS; order++) {
                references.add(place());
            }
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closed()).containsAll(references));
        assertThat(system.acme.all("/api/warnings")).isEmpty();
        assertThat(states()).containsOnlyOnce("ACTIVE").doesNotContain("NEXT").hasSize(ROTATIONS + 1);
        assertThat(Files.exists(system.server.dataDirectory().resolve("signing-key-next.json")))
                .isFalse();
    }

    @Test
    @Order(2)
    void everyLineOfAStructuredLogIsJson() throws Exception {
        assertThat(logged(system.server.log())).isNotEmpty().allMatch(line -> line.hasNonNull("message"));
        assertThat(logged(system.acme.log()))
                .filteredOn(line -> line.at("/log/logger").asText().equals("ledger"))
                .isNotEmpty()
                .allMatch(line -> line.hasNonNull("tradingId"));
    }

    @Test
    @Order(2)
    void aStoppedClientReadsTheAnnouncementFirst() throws Exception {
        var before = place();
        await().atMost(PATIENCE).until(() -> closed().contains(before));
        system.acme.stop();
        system.acme.launch("--coincide.inbox.enabled=false");
        system.acme.awaitReady();
        var waiting = place();
        rotate();
        var after = place();
        await().atMost(PATIENCE).until(() -> publishedAsClosed(after));
        system.acme.stop();

        system.acme.launch();
        system.acme.awaitReady();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closed()).contains(waiting, after));
        assertThat(system.acme.all("/api/warnings")).isEmpty();
    }

    @Test
    @Order(3)
    void theKeySurvivesRestartsOfBothSides() throws Exception {
        var key = system.server.signingKey();
        system.acme.stop();
        system.server.stop();
        system.server.launch();
        system.server.awaitReady();
        // A copy of the keys as they were at first: the announced ones are in the client's database.
        var pinned = system.folder.resolve("first-key.json");
        Files.writeString(pinned, first.toJwk());
        system.acme.launch("--coincide.client.server-keys=" + pinned);
        system.acme.awaitReady();

        var order = place();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closed()).contains(order));
        assertThat(system.server.signingKey().publicKey()).isEqualTo(key.publicKey());
        assertThat(system.acme.all("/api/warnings")).isEmpty();
    }

    @Test
    @Order(4)
    void aRevokedKeysMessagesAreWarnedOf() throws Exception {
        var order = place();
        await().atMost(PATIENCE).until(() -> closed().contains(order));
        var tradingId = system.acme.order(order).get("tradingId").asText();
        var active = system.server.signingKey().publicKey().id();
        assertThat(revoke(active)).isEqualTo(409);
        rotate();
        assertThat(revoke(active)).isEqualTo(202);
        assertThat(revoke("unknown")).isEqualTo(404);
        var following = place();
        await().atMost(PATIENCE).until(() -> closed().contains(following));

        // The key that was stolen signs a plausible message, and announces a key.
        var forged = next(tradingId);
        queues().send("acme", STOLEN.get(active)::sign, forged);

        await().atMost(PATIENCE).until(() -> !system.acme.all("/api/warnings").isEmpty());
        assertThat(system.acme.all("/api/warnings").get(0).get("type").asText()).isEqualTo("UNKNOWN_KEY");
        assertThat(system.acme.all("/api/warnings").get(0).get("text").asText()).contains("revoked");
        assertThat(published(tradingId)).isEqualTo(history(tradingId));
    }

    /** The private keys, as a thief would have copied them. */
    private static final Map<String, SigningKey> STOLEN = new HashMap<>();

    private static void rotate() throws Exception {
        var present = system.server.signingKey();
        STOLEN.put(present.publicKey().id(), present);
        var answer = system.server.postAsOperator("/api/operations/signing-keys", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var next = ConnectorApi.json(answer).get("kid").asText();
        await().atMost(PATIENCE)
                .until(() -> system.server.signingKey().publicKey().id().equals(next));
    }

    private static int revoke(String kid) throws Exception {
        return system.server
                .postAsOperator("/api/operations/signing-keys/" + kid + "/revocation", "{}")
                .statusCode();
    }

    private static List<String> states() {
        return StreamSupport.stream(
                        ConnectorApi.json(system.server.getAsOperator("/api/operations/signing-keys"))
                                .spliterator(),
                        false)
                .map(key -> key.get("state").asText())
                .toList();
    }

    private static String place() throws Exception {
        var order = OrderKind.ORDINARY.order();
        assertThat(system.acme.place(order.toString()).statusCode()).isEqualTo(202);
        return order.get("orderReference").asText();
    }

    private static List<String> closed() {
        return system.acme.all("/api/trades").stream()
                .filter(trade -> trade.get("closed").asBoolean())
                .map(trade -> trade.get("orderReference").asText())
                .toList();
    }

    private static boolean publishedAsClosed(String reference) {
        return StreamSupport.stream(
                        system.server.json("/api/trades?limit=500", "acme").spliterator(), false)
                .anyMatch(trade -> trade.get("orderReference").asText().equals(reference)
                        && trade.get("closed").asBoolean());
    }

    private static String next(String tradingId) throws Exception {
        var history = history(tradingId);
        var last = history.get(history.size() - 1);
        var event = (ObjectNode) Json.STRICT.readTree(last);
        event.put("id", UUID.randomUUID().toString()).put("sequence", String.format("%010d", history.size() + 1));
        ((ObjectNode) event.get("data"))
                .put("delivery", "PARTIALLY_RETURNED")
                .put("previousDigest", CanonicalJson.digest(last));
        return event.toString();
    }

    private static List<String> history(String tradingId) {
        List<String> history = new ArrayList<>();
        for (int sequence = 1;
                sequence <= system.acme.trade(tradingId).get("sequence").asInt();
                sequence++) {
            history.add(system.acme
                    .get("/api/trades/" + tradingId + "/history/" + sequence)
                    .body());
        }
        return history;
    }

    private static List<String> published(String tradingId) {
        return StreamSupport.stream(
                        system.server
                                .json("/api/trades/" + tradingId, "acme")
                                .get("history")
                                .spliterator(),
                        false)
                .map(JsonNode::toString)
                .toList();
    }

    private static BrokerQueues queues() {
        return new BrokerQueues(system.server.brokerAddress(), system.server.accounts());
    }

    private static List<JsonNode> logged(Path log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            lines.add(Json.STRICT.readTree(line));
        }
        return lines;
    }
}
