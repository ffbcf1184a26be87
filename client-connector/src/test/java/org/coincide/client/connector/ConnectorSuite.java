package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.coincide.client.support.Api;
import org.coincide.client.support.Contract;
import org.coincide.client.support.PlayedServer;
import org.coincide.client.support.Story;
import org.coincide.client.support.Switch;
import org.coincide.client.support.TestBroker;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The whole connector, between a real broker and a real database. All suites share one connector for each database: a test looks
 * at its own trades, for there are others.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(ConnectorSuite.Surroundings.class)
abstract class ConnectorSuite {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    @LocalServerPort
    private int port;

    @Autowired
    TestBroker broker;

    Api api;
    PlayedServer server;

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {
        @Bean
        static Switch databaseSwitch() {
            return new Switch();
        }
    }

    @BeforeEach
    void reach() {
        api = new Api(port);
        server = new PlayedServer(broker);
    }

    static String reference() {
        return "PO-" + UUID.randomUUID();
    }

    /** An order placed by a user, taken by the server: the trade's story begins. */
    Story placed() {
        var reference = reference();
        assertThat(api.place(Contract.order(reference)).statusCode()).isEqualTo(202);
        return Story.of(server.order(reference));
    }

    /** A trade that stands at its first message. */
    Story begun() {
        var story = placed();
        server.say(story.information());
        awaitSequence(story, 1);
        return story;
    }

    void awaitSequence(Story story, long sequence) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.trade(story.tradingId()).path("sequence").asLong())
                .isEqualTo(sequence));
    }
}
