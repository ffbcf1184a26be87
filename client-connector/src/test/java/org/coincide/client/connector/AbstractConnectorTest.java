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
 * The whole connector with a real broker and a real database. The tests of one JVM share a connector for each database, so
 * each test reads its own trades only.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(AbstractConnectorTest.SwitchConfiguration.class)
abstract class AbstractConnectorTest {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    @LocalServerPort
    private int port;

    @Autowired
    RestartableBroker broker;

    ConnectorApi api;
    SimulatedServer server;

    @TestConfiguration(proxyBeanMethods = false)
    static class SwitchConfiguration {
        @Bean
        static DatabaseSwitch databaseSwitch() {
            return new DatabaseSwitch();
        }
    }

    @BeforeEach
    void connect() {
        api = new ConnectorApi(port);
        server = new SimulatedServer(broker);
    }

    static String reference() {
        return "PO-" + UUID.randomUUID();
    }

    /** Places an order, which the server receives; returns the generator of the trade's messages. */
    TradeMessages placedOrder() {
        var reference = reference();
        assertThat(api.place(ContractFiles.order(reference)).statusCode()).isEqualTo(202);
        return TradeMessages.of(server.nextOrder(reference));
    }

    /** Places an order and sends the trading information; returns the generator of the following messages. */
    TradeMessages startedTrade() {
        var messages = placedOrder();
        server.send(messages.information());
        awaitSequence(messages, 1);
        return messages;
    }

    void awaitSequence(TradeMessages messages, long sequence) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.trade(messages.tradingId()).path("sequence").asLong())
                .isEqualTo(sequence));
    }
}
