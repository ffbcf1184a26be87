package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.coincide.client.support.DatabaseSwitch;
import org.coincide.client.support.InvalidMessages;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What fails around the client or in it: nothing is lost, nothing is done twice, and nobody is held up. */
abstract class FaultsSuite extends ConnectorSuite {

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private DatabaseSwitch database;

    @Test
    void aMessageAtWhichTheClientItselfFailsIsPutAsideAndTheOthersGoOn() {
        sql.execute("ALTER TABLE history_entry ADD CONSTRAINT no_poison CHECK (reason_code <> 'POISON')");
        try {
            var poisoned = begun();
            var healthy = begun();
            var poison = poisoned.move("order", "ACCEPTED", "POISON", "the database will not have it");
            server.say(healthy.move("order", "ACCEPTED"), poison, healthy.move("payment", "AUTHORIZED"));

            awaitSequence(healthy, 3);
            await().atMost(PATIENCE)
                    .until(() -> api.warnings(poisoned.tradingId()).contains("UNPROCESSABLE"));
            assertThat(api.trade(poisoned.tradingId()).get("sequence").asLong()).isEqualTo(1);
            assertThat(api.warnings(healthy.tradingId())).isEmpty();
            assertThat(broker.deadLetters()).isZero();
        } finally {
            sql.execute("ALTER TABLE history_entry DROP CONSTRAINT no_poison");
        }
    }

    @Test
    void aDatabaseThatRefusesForAWhileLosesNothing() {
        var story = begun();
        var next = List.of(story.move("order", "ACCEPTED"), story.move("payment", "AUTHORIZED"));
        database.off();
        try {
            server.say(next);
            await().atMost(PATIENCE).until(() -> database.refusals() > 20);
            assertThat(broker.waiting()).isPositive();
        } finally {
            database.on();
        }

        awaitSequence(story, 3);
        await().atMost(PATIENCE).until(() -> broker.waiting() == 0);
        assertThat(broker.deadLetters()).isZero();
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }

    @Test
    void aDeathBetweenCommitAndAcknowledgementHasNoSecondEffect() {
        var story = begun();
        broker.loseAcknowledgements(3);

        server.say(story.move("order", "ACCEPTED"), InvalidMessages.of(WarningType.UNKNOWN_STATUS, story));

        await().atMost(PATIENCE).until(() -> broker.waiting() == 0 && !broker.isToLoseAcknowledgements());
        var trade = api.trade(story.tradingId());
        assertThat(trade.get("history")).hasSize(2);
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(api.warnings(story.tradingId())).containsExactly("UNKNOWN_STATUS");
    }
}
