package org.coincide.engine.broker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.QueueClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server with a broker that ActiveMQ starts from the printed configuration. */
@OnHsqldb
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.generate-unique-process-engine-name=true",
            "coincide.broker.embedded=false",
            "coincide.simulation.carrier.delivered-after=100ms",
            "coincide.simulation.carrier.poll=50ms",
            "coincide.simulation.payment.invoice-paid-after=100ms",
            "coincide.simulation.payment.poll=50ms",
            "management.server.port=0"
        })
class ExternalBrokerIT {

    @TempDir
    private static Path directory;

    private static XmlBroker broker;

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry registry) throws Exception {
        broker = XmlBroker.start(directory);
        String client = broker.password("client.acme.secret");
        String server = broker.password("broker.server.password");
        registry.add("spring.activemq.broker-url", broker::url);
        registry.add("coincide.accounts.client.acme.secret", () -> client);
        registry.add("coincide.accounts.broker.server.password", () -> server);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void anOrderRunsThroughThePrintedBroker() throws Exception {
        try (QueueClient acme =
                new QueueClient(URI.create(broker.url()), "acme", broker.password("client.acme.secret"))) {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            acme.statusesOf(order.path("orderReference").asText()))
                    .startsWith("COMPLETED"));
        }
    }
}
