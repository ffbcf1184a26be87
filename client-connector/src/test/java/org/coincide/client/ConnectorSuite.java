package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.DeliveryMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coincide.client.support.Api;
import org.coincide.client.support.Contract;
import org.coincide.client.support.Lies;
import org.coincide.client.support.PlayedServer;
import org.coincide.client.support.Story;
import org.coincide.client.support.Switch;
import org.coincide.client.support.TestBroker;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The whole connector, between a real broker and a real database. Each database must pass it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(ConnectorSuite.Surroundings.class)
abstract class ConnectorSuite {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private Switch database;

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private MeterRegistry meters;

    private Api api;

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {
        @Bean
        static Switch databaseSwitch() {
            return new Switch();
        }
    }

    abstract TestBroker broker();

    static void connect(DynamicPropertyRegistry properties, TestBroker broker) {
        properties.add("coincide.broker.url", broker::url);
        properties.add("coincide.client.secret", () -> TestBroker.CLIENT_SECRET);
        properties.add("coincide.inbox.receive-wait", () -> "100ms");
        properties.add("coincide.requests.inquiry-sweep", () -> "300ms");
        properties.add("coincide.requests.inquiry-interval", () -> "2s");
        properties.add("coincide.inbox.first-retry", () -> "50ms");
        properties.add("coincide.inbox.longest-retry", () -> "500ms");
        properties.add("coincide.inbox.attempts-per-message", () -> "3");
        properties.add("management.server.port", () -> "0");
    }

    @BeforeEach
    void reach() {
        api = new Api(port);
    }

    PlayedServer server() {
        return new PlayedServer(broker());
    }

    static String reference() {
        return "PO-" + UUID.randomUUID();
    }

    /** An order placed by a user, taken by the server: the trade's story begins. */
    Story placed() {
        var reference = reference();
        assertThat(api.place(Contract.order(reference)).statusCode()).isEqualTo(202);
        return Story.of(server().order(reference));
    }

    /** A trade that stands at its first message. */
    Story begun() {
        var story = placed();
        server().say(story.information());
        awaitSequence(story, 1);
        return story;
    }

    void awaitSequence(Story story, long sequence) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.trade(story.tradingId()).path("sequence").asLong())
                .isEqualTo(sequence));
    }

    @Test
    void anOrderGoesOutAndItsTradeIsFollowedToTheEnd() {
        var story = placed();

        server().say(story.ordinary().toList());

        awaitSequence(story, 9);
        var trade = api.trade(story.tradingId());
        assertThat(List.of(
                        trade.get("order").asText(),
                        trade.get("delivery").asText(),
                        trade.get("payment").asText()))
                .containsExactly("COMPLETED", "DELIVERED", "PAID");
        assertThat(trade.get("closed").asBoolean()).isTrue();
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(trade.get("history").findValuesAsText("sequence"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(api.warnings(story.tradingId())).isEmpty();
        assertThat(api.json("/api/orders/" + story.reference()).get("state").asText())
                .isEqualTo("ACCEPTED");
    }

    @ParameterizedTest
    @EnumSource(value = WarningType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNPROCESSABLE")
    void aWarningIsStoredShownAndToldAndChangesNothing(WarningType type) {
        var story = begun();
        if (type == WarningType.AFTER_CLOSE) {
            server().say(
                            story.move("payment", "FAILED"),
                            story.move("delivery", "CANCELLED"),
                            story.move("order", "CANCELLED"));
            awaitSequence(story, 4);
        }
        var before = api.get("/api/trades/" + story.tradingId()).body();
        var lie = Lies.of(type, story);

        server().say(lie);

        var warning = await().atMost(PATIENCE)
                .until(() -> warningAbout(lie), Optional::isPresent)
                .orElseThrow();
        assertThat(warning.get("type").asText()).isEqualTo(type.name());
        assertThat(warning.get("text").asText()).isNotBlank();
        assertThat(warning.get("time").asText()).isNotBlank();
        assertThat(api.get("/api/quarantine/" + warning.get("quarantineId").asText())
                        .body())
                .isEqualTo(lie);
        assertThat(api.get("/api/trades/" + story.tradingId()).body()).isEqualTo(before);
        var told =
                server().request("trading.warning.v1", warning.get("tradingId").asText());
        assertThat(told.at("/data/warning").asText()).isEqualTo(type.name());
        assertThat(meters.counter("coincide.warnings", "type", type.name()).count())
                .isPositive();
    }

    /** The warning whose message in quarantine is this one. */
    private Optional<JsonNode> warningAbout(String message) {
        return api.list("/api/warnings?limit=20").stream()
                .filter(warning -> api.get(
                                "/api/quarantine/" + warning.get("quarantineId").asText())
                        .body()
                        .equals(message))
                .findFirst();
    }

    @Test
    void aCancellationIsStoredSentOnceAndItsRefusalIsShown() {
        var story = begun();
        var path = "/api/trades/" + story.tradingId() + "/cancellation";
        var first = api.post(path, "application/json", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(Api.json(api.post(path, "application/json", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}")))
                .as("the same wish again is the one that was asked before")
                .isEqualTo(Api.json(first));
        var request = server().request("trading.cancellation.v1", story.tradingId());
        assertThat(request.get("id")).isEqualTo(Api.json(first).get("requestId"));

        server().say(PlayedServer.refusalOf(request, "CANCELLATION", "ALREADY_SHIPPED", "It is with the carrier."));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.list("/api/trades/" + story.tradingId() + "/requests"))
                        .singleElement()
                        .satisfies(asked -> {
                            assertThat(asked.get("state").asText()).isEqualTo("REFUSED");
                            assertThat(asked.at("/reasons/0/text").asText()).isEqualTo("It is with the carrier.");
                        }));
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }

    @Test
    void aReturnNumberStandsForOneReturn() {
        var story = begun();
        var path = "/api/trades/" + story.tradingId() + "/return";
        var body = "{\"returnNumber\":\"R-1\",\"lines\":[{\"number\":1,\"quantity\":%d}]}";
        assertThat(api.post(path, "application/json", body.formatted(1)).statusCode())
                .isEqualTo(202);
        assertThat(api.post(path, "application/json", body.formatted(1)).statusCode())
                .isEqualTo(202);
        assertThat(api.post(path, "application/json", body.formatted(2)).statusCode())
                .isEqualTo(409);
        assertThat(api.post(path, "application/json", "{\"lines\":[]}").statusCode())
                .isEqualTo(400);
        assertThat(api.post("/api/trades/" + UUID.randomUUID() + "/return", "application/json", body.formatted(1))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAmendmentThatThisClientAskedForReplacesTheOrdersLines() {
        var story = begun();
        var amended = story.order().deepCopy();
        ((ObjectNode) amended.at("/lines/0")).put("quantity", 7);
        amended.withArray("lines").remove(1);
        server().say(story.move("order", "ON_HOLD"));
        assertThat(api.post(
                                "/api/trades/" + story.tradingId() + "/amendment",
                                "application/json",
                                "{\"order\":" + amended + "}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(server().request("trading.amendment.v1", story.tradingId()).at("/data/order"))
                .isEqualTo(amended);

        server().say(story.amended(amended), story.move("order", "RECEIVED"), story.move("order", "ACCEPTED"));
        awaitSequence(story, 5);
        var trade = api.trade(story.tradingId());
        assertThat(trade.get("lines")).hasSize(1);
        assertThat(trade.at("/lines/0/ordered").asInt()).isEqualTo(7);
        assertThat(trade.at("/amounts/ordered").asText()).isEqualTo("87.50");
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }

    @Test
    void aDuplicateChangesNothingAndIsNoWarning() {
        var story = begun();
        var message = story.move("order", "ACCEPTED");
        double duplicates = meters.counter("coincide.inbox.duplicates").count();
        server().say(message, message, story.informationWith(data -> {}), message);

        await().atMost(PATIENCE)
                .until(() -> meters.counter("coincide.inbox.duplicates").count() == duplicates + 3);
        assertThat(api.trade(story.tradingId()).get("sequence").asLong()).isEqualTo(2);
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }

    @Test
    void theSameLieAgainIsNoSecondWarning() {
        var story = begun();
        var lie = Lies.of(WarningType.ILLEGAL_TRANSITION, story);
        server().say(lie, lie);
        server().say(lie, story.move("order", "ACCEPTED"));

        awaitSequence(story, 2);
        assertThat(api.warnings(story.tradingId())).containsExactly("ILLEGAL_TRANSITION");
    }

    @Test
    void aGapIsAskedForAndHealsWhenTheMissingMessageComes() {
        var story = begun();
        var missing = story.move("order", "ACCEPTED");
        server().say(story.move("payment", "AUTHORIZED"), story.move("order", "IN_PROGRESS"));

        var inquiry = server().request("trading.inquiry.v1", story.tradingId());
        assertThat(inquiry.at("/data/fromSequence").asLong()).isEqualTo(2);
        assertThat(api.trade(story.tradingId()).get("sequence").asLong()).isEqualTo(1);
        assertThat(api.warnings(story.tradingId())).containsExactly("SEQUENCE_GAP");

        server().say(missing);

        awaitSequence(story, 4);
        assertThat(api.trade(story.tradingId()).get("order").asText()).isEqualTo("IN_PROGRESS");
        assertThat(api.trade(story.tradingId()).get("intact").asBoolean()).isTrue();
        assertThat(api.warnings(story.tradingId())).containsExactly("SEQUENCE_GAP");
    }

    @Test
    void whatComesBeforeTheInformationIsJudgedWhenTheInformationHasCome() {
        var story = placed();
        var information = story.information();
        server().say(story.move("order", "ACCEPTED"), story.move("payment", "AUTHORIZED"));
        await().atMost(PATIENCE).until(() -> api.warnings(story.tradingId()).size() == 2);
        assertThat(api.warnings(story.tradingId())).containsOnly("UNKNOWN_TRADE");
        assertThat(server().request("trading.inquiry.v1", story.tradingId())
                        .at("/data/fromSequence")
                        .asLong())
                .isEqualTo(1);

        server().say(information);

        awaitSequence(story, 3);
        assertThat(api.warnings(story.tradingId())).hasSize(2);
    }

    @Test
    void aRefusedOrderShowsItsReasons() {
        var reference = placed().reference();
        var refusal = Contract.example("refusal").put("subject", reference);
        ((ObjectNode) refusal.get("data")).put("orderReference", reference);

        server().say(refusal.toString());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.json("/api/orders/" + reference).get("state").asText())
                .isEqualTo("REFUSED"));
        assertThat(api.json("/api/orders/" + reference).at("/reasons/0/code").asText())
                .isEqualTo("UNKNOWN_PRODUCT");
    }

    @Test
    void whatIsNoTextMessageStaysClosedAndHoldsNobodyUp() {
        var story = begun();
        int before = api.list("/api/warnings").size();

        server().sayObject(new java.util.ArrayList<>(List.of("gadget")));
        server().sayBytes(new byte[] {1, 2, 3});
        server().say(story.move("order", "ACCEPTED"));

        awaitSequence(story, 2);
        var warnings = api.list("/api/warnings");
        assertThat(warnings).hasSize(before + 2);
        assertThat(warnings.subList(0, 2)).allSatisfy(warning -> {
            assertThat(warning.get("type").asText()).isEqualTo("SCHEMA_INVALID");
            assertThat(api.get("/api/quarantine/" + warning.get("quarantineId").asText())
                            .body())
                    .contains("was not opened");
        });
    }

    @Test
    void textsThatADatabaseCannotStoreAreKeptInEscapes() {
        var story = begun();
        server().say("nul \u0000 and half \ud800 a pair " + story.tradingId());
        server().say(story.tell(data -> {
            data.put("order", "ACCEPTED");
            data.putObject("reason").put("code", "ODD").put("text", "a\u0000b\r\n\u202eforged line");
        }));

        awaitSequence(story, 2);
        assertThat(api.trade(story.tradingId()).at("/reason/text").asText()).startsWith("a\\u0000b");
    }

    @Test
    void aMessageAtWhichTheClientItselfFailsIsPutAsideAndTheOthersGoOn() {
        sql.execute("ALTER TABLE history_entry ADD CONSTRAINT no_poison CHECK (reason_code <> 'POISON')");
        try {
            var poisoned = begun();
            var healthy = begun();
            var poison = poisoned.move("order", "ACCEPTED", "POISON", "the database will not have it");
            server().say(healthy.move("order", "ACCEPTED"), poison, healthy.move("payment", "AUTHORIZED"));

            awaitSequence(healthy, 3);
            await().atMost(PATIENCE)
                    .until(() -> api.warnings(poisoned.tradingId()).contains("UNPROCESSABLE"));
            assertThat(api.trade(poisoned.tradingId()).get("sequence").asLong()).isEqualTo(1);
            assertThat(api.warnings(healthy.tradingId())).isEmpty();
            assertThat(broker().deadLetters()).isZero();
        } finally {
            sql.execute("ALTER TABLE history_entry DROP CONSTRAINT no_poison");
        }
    }

    @Test
    void aDatabaseThatRefusesForAWhileLosesNothing() {
        var story = begun();
        var next = List.of(story.move("order", "ACCEPTED"), story.move("payment", "AUTHORIZED"));
        database.off();
        try {
            server().say(next);
            await().atMost(PATIENCE).until(() -> database.refusals() > 20);
            assertThat(broker().waiting()).isPositive();
        } finally {
            database.on();
        }

        awaitSequence(story, 3);
        await().atMost(PATIENCE).until(() -> broker().waiting() == 0);
        assertThat(broker().deadLetters()).isZero();
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }

    @Test
    void aDeathBetweenCommitAndAcknowledgementHasNoSecondEffect() {
        var story = begun();
        broker().loseAcknowledgements(3);

        server().say(story.move("order", "ACCEPTED"), Lies.of(WarningType.UNKNOWN_STATUS, story));

        await().atMost(PATIENCE).until(() -> broker().waiting() == 0 && !broker().isToLoseAcknowledgements());
        var trade = api.trade(story.tradingId());
        assertThat(trade.get("history")).hasSize(2);
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(api.warnings(story.tradingId())).containsExactly("UNKNOWN_STATUS");
    }

    @Test
    void anOrderGoesOutAsACloudEventWithItsAttributesAsProperties() throws Exception {
        var reference = reference();
        api.place(Contract.order(reference));

        var message = server().next("trading.orders", PATIENCE).orElseThrow();

        var event = PlayedServer.json(message);
        assertThat(message.getJMSType()).isEqualTo("trading.order.v1");
        assertThat(message.getJMSCorrelationID()).isEqualTo(reference);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(message.getStringProperty("cloudEvents_id"))
                .isEqualTo(event.get("id").asText());
        assertThat(message.getStringProperty("cloudEvents_source")).isEqualTo("/acme");
        assertThat(message.getStringProperty("cloudEvents_dataschema")).isEqualTo("urn:coincide:order:1.0");
        assertThat(event.get("data")).isEqualTo(Contract.order(reference));
    }

    @Test
    void oneReferenceIsOneOrderHoweverOftenItIsPlaced() {
        var order = Contract.order(reference());
        var first = api.place(order);
        var again = api.place(order);
        var other = api.place(order.deepCopy().put("currency", "USD"));

        assertThat(List.of(first.statusCode(), again.statusCode(), other.statusCode()))
                .containsExactly(202, 202, 409);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
        server().order();
        assertThat(server().next("trading.orders", Duration.ofMillis(500))).isEmpty();
    }

    @Test
    void manyCallersWithOneReferenceMakeOneOrder() {
        var order = Contract.order(reference());

        var codes = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> api.place(order).statusCode())
                .toList();

        assertThat(codes).containsOnly(202);
        server().order();
        assertThat(server().next("trading.orders", Duration.ofMillis(500))).isEmpty();
    }

    @Test
    void anOrderWithoutAReferenceGetsOne() {
        var order = Contract.order("unused");
        order.remove("orderReference");

        var answer = api.place(order);

        var reference = Api.json(answer).get("orderReference").asText();
        assertThat(answer.headers().firstValue("Location")).contains("/api/orders/" + reference);
        assertThat(server().order().get("orderReference").asText()).isEqualTo(reference);
    }
}
