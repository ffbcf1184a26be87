package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.engine.support.BrokerOperations.send;
import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.GLOBEX;
import static org.coincide.engine.support.TestBroker.SERVER;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnection;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class QueueHealthTest {

    private static final Clock NOW = Clock.systemUTC();
    private static final Clock IN_AN_HOUR = Clock.offset(NOW, Duration.ofHours(1));

    @TempDir
    Path directory;

    @Test
    void anUnreadQueueIsReportedBeforeItIsFull() throws JMSException {
        Map<String, String> settings = Map.of("persistent", "false", "quota.unread", "10");
        try (TestBroker broker = TestBroker.with(directory, settings).started();
                ActiveMQConnection server = broker.connectAs(SERVER)) {
            for (int i = 1; i <= 6; i++) {
                send(server, QueueNames.ofClient(ACME), "unread");
            }
            assertThat(health(broker, settings, NOW).getStatus()).isEqualTo(Status.UP);
            send(server, QueueNames.ofClient(ACME), "unread");

            Health health = health(broker, settings, NOW);
            assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(health.getDetails()).containsEntry("unread", Map.of(ACME, "7 messages, 70 % of the limit"));
        }
    }

    @Test
    void anOldMessageIsReportedWithItsId() throws JMSException {
        Map<String, String> settings = Map.of("persistent", "false");
        try (TestBroker broker = TestBroker.with(directory, settings).started();
                ActiveMQConnection acme = broker.connectAs(ACME)) {
            send(acme, QueueNames.ORDERS, "an order");
            assertThat(health(broker, settings, NOW).getStatus()).isEqualTo(Status.UP);

            Health health = health(broker, settings, IN_AN_HOUR);
            assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(health.getDetails().get("stuck").toString())
                    .contains(
                            QueueNames.ORDERS,
                            acme.getConnectionInfo().getConnectionId().getValue());
        }
    }

    @Test
    void aStoreThatFillsUpIsReportedBeforeItIsFull() throws JMSException {
        Map<String, String> small = Map.of("store.disk", "20MB");
        try (TestBroker broker = TestBroker.with(directory, small).started();
                ActiveMQConnection server = broker.connectAs(SERVER)) {
            assertThat(health(broker, small, NOW).getStatus()).isEqualTo(Status.UP);
            for (int i = 0; i < 30; i++) {
                send(server, QueueNames.ofClient(ACME), "x".repeat(500_000));
            }
            assertThat(health(broker, small, NOW).getStatus().getCode()).isEqualTo("DEGRADED");
        }
    }

    @Test
    void aStoppedBrokerHasNothingToReport() {
        TestBroker broker = TestBroker.with(directory, Map.of());

        assertThat(health(broker, Map.of(), NOW).getStatus()).isEqualTo(Status.UP);
    }

    private static Health health(TestBroker broker, Map<String, String> settings, Clock clock) {
        QueueInspector queues = new QueueInspector(
                broker.broker(),
                ClientAccounts.of(List.of(new Credentials(ACME, ACME), new Credentials(GLOBEX, GLOBEX))),
                clock);
        return new QueueHealth(queues, TestBroker.properties(settings)).health();
    }
}
