package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.coincide.client.support.Api;
import org.coincide.client.support.Contract;
import org.coincide.client.support.PlayedServer;
import org.coincide.client.support.Story;
import org.coincide.client.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The broker is not there when the client starts, comes, goes and comes again. */
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BrokerAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final TestBroker BROKER = new TestBroker();

    @TempDir
    static Path data;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        BROKER.connect(properties);
        properties.add("coincide.data-directory", data::toString);
        properties.add("coincide.ordering.resend-after", () -> "1s");
    }

    @Test
    void ordersWaitForTheBrokerAndMessagesForTheClient() {
        var api = new Api(port);
        var server = new PlayedServer(BROKER);
        assertThat(api.place(Contract.order("PO-1")).statusCode()).isEqualTo(202);
        assertThat(api.json("/api/orders/PO-1").get("state").asText()).isEqualTo("WAITING");
        assertThat(health()).isEqualTo("DOWN");

        BROKER.start();
        var story = Story.of(server.order());
        server.say(story.information());
        awaitSequence(api, story, 1);
        await().atMost(PATIENCE).until(() -> health().equals("UP"));

        BROKER.stop();
        assertThat(api.place(Contract.order("PO-2")).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> health().equals("DOWN"));
        BROKER.start();
        server.say(story.move("order", "ACCEPTED"));
        awaitSequence(api, story, 2);

        // Nobody answers the second order: it comes again and again, always the same.
        var first = nextOf("PO-2", server);
        assertThat(nextOf("PO-2", server)).isEqualTo(first);
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }

    private static JsonNode nextOf(String reference, PlayedServer server) {
        return Stream.generate(() -> PlayedServer.json(
                        server.next("trading.orders", PATIENCE).orElseThrow()))
                .filter(event -> event.get("subject").asText().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private String health() {
        return new Api(managementPort)
                .json("/actuator/health")
                .at("/components/broker/status")
                .asText();
    }

    private static void awaitSequence(Api api, Story story, long sequence) {
        await().atMost(PATIENCE)
                .until(() -> api.trade(story.tradingId()).path("sequence").asLong() == sequence);
    }
}
