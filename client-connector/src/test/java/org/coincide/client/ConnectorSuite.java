package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.coincide.client.support.Api;
import org.coincide.client.support.Contract;
import org.coincide.client.support.PlayedServer;
import org.coincide.client.support.Story;
import org.coincide.client.support.TestBroker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The whole connector, between a real broker and a real database. Each database must pass it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class ConnectorSuite {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    private Api api;

    abstract TestBroker broker();

    static void connect(DynamicPropertyRegistry properties, TestBroker broker) {
        properties.add("coincide.broker.url", broker::url);
        properties.add("coincide.client.secret", () -> TestBroker.CLIENT_SECRET);
        properties.add("coincide.inbox.receive-wait", () -> "100ms");
        properties.add("coincide.requests.inquiry-sweep", () -> "300ms");
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
        JsonNode order = server().order();
        assertThat(order.get("orderReference").asText()).isEqualTo(reference);
        return Story.of(order);
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
}
