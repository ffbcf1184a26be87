package org.coincide.client.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.coincide.client.retention.RemovableTrade;
import org.coincide.client.storage.JoinStatements;
import org.coincide.client.support.ClientDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The messages of a trade that wait for a receiver, which can be configured or not be configured any more. */
class ForwardingGuardTest {

    private static final RemovableTrade TRADE = new RemovableTrade("6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b", "PO-1", 0);
    private static final WebhookProperties.Endpoint ERP =
            new WebhookProperties.Endpoint("https://erp.example.org/", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String NO_QUEUE = null;

    private JdbcClient jdbc;
    private WebhookEvents events;

    @BeforeEach
    void create() {
        var database = ClientDatabase.create();
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(javax.sql.DataSource.class, () -> database);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.register(JoinStatements.class, WebhookEvents.class);
        context.refresh();
        jdbc = context.getBean(JdbcClient.class);
        events = context.getBean(WebhookEvents.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"former", "queue"})
    void aReceiverThatIsNotConfiguredKeepsNoTrade(String receiver) {
        addWaiting(receiver);

        assertThat(guard(NO_QUEUE).mustStay(TRADE)).isFalse();
    }

    @Test
    void aWebhookThatHasNotAcceptedAMessageKeepsItsTrade() {
        addWaiting("erp");

        assertThat(guard(NO_QUEUE).mustStay(TRADE)).isTrue();
    }

    @Test
    void aQueueThatHasNotAcceptedAMessageKeepsItsTrade() {
        addWaiting("queue");

        assertThat(guard("tcp://127.0.0.1:61616").mustStay(TRADE)).isTrue();
    }

    private ForwardingGuard guard(String queueUrl) {
        var webhooks = new WebhookProperties(
                Map.of("erp", ERP),
                Duration.ofMillis(500),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                100,
                1000);
        var queue = new ForwardingQueueProperties(queueUrl, "", "", "coincide.trades", Duration.ofSeconds(15));
        return new ForwardingGuard(new ConfiguredReceivers(webhooks, queue), events);
    }

    private void addWaiting(String receiver) {
        jdbc.sql(
                        """
                        INSERT INTO webhook_event (receiver, entry_number, trading_id, state, attempts, due_at)
                        VALUES (?, 1, ?, 'WAITING', 0, CURRENT_TIMESTAMP)
                        """)
                .params(receiver, TRADE.tradingId())
                .update();
    }
}
