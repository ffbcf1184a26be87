package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.DatabaseSwitch;
import org.coincide.client.support.RestartableBroker;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
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
    RestartableBroker broker;

    ConnectorApi api;
    SimulatedServer server;

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {
        @Bean
        static DatabaseSwitch databaseSwitch() {
            return new DatabaseSwitch();
        }
    }

    @BeforeEach
    void reach() {
        api = new ConnectorApi(port);
        server = new SimulatedServer(broker);
    }

    static String reference() {
        return "PO-" + UUID.randomUUID();
    }

    /** An order placed by a user, taken by the server: the trade's story begins. */
    TradeMessages placed() {
        var reference = reference();
        assertThat(api.place(ContractFiles.order(reference)).statusCode()).isEqualTo(202);
        return TradeMessages.of(server.order(reference));
    }

    /** A trade that stands at its first message. */
    TradeMessages begun() {
        var story = placed();
        server.say(story.information());
        awaitSequence(story, 1);
        return story;
    }

    void awaitSequence(TradeMessages story, long sequence) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.trade(story.tradingId()).path("sequence").asLong())
                .isEqualTo(sequence));
    }
}
