package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.coincide.client.support.DatabaseSwitch;
import org.coincide.client.support.InvalidMessages;
import org.coincide.client.support.MalformedMessages;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Failures of the database, the broker and the client: no message is lost or processed twice. */
class FailuresIT {

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        @Autowired
        private JdbcTemplate sql;

        @Autowired
        private DatabaseSwitch database;

        /** Malformed messages whose text is that of another one, such as those with broken properties. */
        private static final int READ_AS_ANOTHER = 4;

        @Test
        void aMessageThatCannotBeStoredDoesNotBlockOthers() {
            sql.execute("ALTER TABLE history_entry ADD CONSTRAINT no_poison CHECK (reason_code <> 'POISON')");
            try {
                var poisoned = startedTrade();
                var healthy = startedTrade();
                var poison = poisoned.statusChange("order", "ACCEPTED", "POISON", "the database will not have it");
                server.send(
                        healthy.statusChange("order", "ACCEPTED"),
                        poison,
                        healthy.statusChange("payment", "AUTHORIZED"));

                awaitSequence(healthy, 3);
                await().atMost(PATIENCE)
                        .until(() -> api.warnings(poisoned.tradingId()).contains("UNPROCESSABLE"));
                assertThat(api.trade(poisoned.tradingId()).get("sequence").asLong())
                        .isEqualTo(1);
                assertThat(api.warnings(healthy.tradingId())).isEmpty();
                assertThat(broker.deadLetters()).isZero();
            } finally {
                sql.execute("ALTER TABLE history_entry DROP CONSTRAINT no_poison");
            }
        }

        @Test
        void malformedMessagesAreQuarantinedAndOthersGoOn() {
            var before = quarantined();
            var kinds = MalformedMessages.all().values();

            kinds.forEach(kind -> server.send(kind.get()));
            var healthy = startedTrade();
            server.send(healthy.statusChange("order", "ACCEPTED"));

            awaitSequence(healthy, 2);
            await().atMost(PATIENCE).until(() -> broker.unacknowledged() == 0);
            assertThat(quarantined() - before)
                    .as("messages that read as the same text are quarantined once")
                    .isEqualTo(kinds.size() - READ_AS_ANOTHER);
            assertThat(broker.deadLetters()).isZero();
        }

        private int quarantined() {
            return sql.queryForObject("SELECT COUNT(*) FROM quarantine", Integer.class);
        }

        @Test
        void aDatabaseOutageLosesNoMessage() {
            var messages = startedTrade();
            var next =
                    List.of(messages.statusChange("order", "ACCEPTED"), messages.statusChange("payment", "AUTHORIZED"));
            database.off();
            try {
                server.send(next);
                await().atMost(PATIENCE).until(() -> database.refusals() > 20);
                assertThat(broker.unacknowledged()).isPositive();
            } finally {
                database.on();
            }

            awaitSequence(messages, 3);
            await().atMost(PATIENCE).until(() -> broker.unacknowledged() == 0);
            assertThat(broker.deadLetters()).isZero();
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }

        @Test
        void aLostAcknowledgementHasNoSecondEffect() {
            var messages = startedTrade();
            broker.loseAcknowledgements(3);

            server.send(
                    messages.statusChange("order", "ACCEPTED"),
                    InvalidMessages.of(WarningType.UNKNOWN_STATUS, messages));

            await().atMost(PATIENCE).until(() -> broker.unacknowledged() == 0 && !broker.hasAcknowledgementsToLose());
            var trade = api.trade(messages.tradingId());
            assertThat(trade.get("history")).hasSize(2);
            assertThat(trade.get("intact").asBoolean()).isTrue();
            assertThat(api.warnings(messages.tradingId())).containsExactly("UNKNOWN_STATUS");
        }
    }
}
