package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.RestartableBroker;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A broker that starts after the client, stops and starts again. */
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BrokerReconnectIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final RestartableBroker BROKER = new RestartableBroker();

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
    void ordersAndMessagesSurviveABrokerOutage() {
        var api = new ConnectorApi(port);
        var server = new SimulatedServer(BROKER);
        assertThat(api.place(ContractFiles.order("PO-1")).statusCode()).isEqualTo(202);
        assertThat(api.json("/api/orders/PO-1").get("state").asText()).isEqualTo("WAITING");
        assertThat(health()).isEqualTo("DOWN");

        BROKER.start();
        var messages = TradeMessages.of(server.nextOrder());
        server.send(messages.information());
        awaitSequence(api, messages, 1);
        await().atMost(PATIENCE).until(() -> health().equals("UP"));

        BROKER.stop();
        assertThat(api.place(ContractFiles.order("PO-2")).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> health().equals("DOWN"));
        BROKER.start();
        server.send(messages.statusChange("order", "ACCEPTED"));
        awaitSequence(api, messages, 2);

        // The second order is not answered, so the client sends it again and again, unchanged.
        var first = nextOf("PO-2", server);
        assertThat(nextOf("PO-2", server)).isEqualTo(first);
        assertThat(api.warnings(messages.tradingId())).isEmpty();
    }

    private static JsonNode nextOf(String reference, SimulatedServer server) {
        return Stream.generate(() -> SimulatedServer.json(
                        server.next("trading.orders", PATIENCE).orElseThrow()))
                .filter(event -> event.get("subject").asText().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private String health() {
        return new ConnectorApi(managementPort)
                .json("/actuator/health")
                .at("/components/broker/status")
                .asText();
    }

    private static void awaitSequence(ConnectorApi api, TradeMessages messages, long sequence) {
        await().atMost(PATIENCE)
                .until(() -> api.trade(messages.tradingId()).path("sequence").asLong() == sequence);
    }
}
