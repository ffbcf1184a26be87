package org.coincide.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Instant;
import java.util.List;
import org.coincide.engine.support.PlannedDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The indexes by which HSQLDB reads the journal, whose bodies make each row dear. */
class JournalIndexesTest {

    private final PlannedDatabase database = new PlannedDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Outbox outbox = new Outbox(jdbc, mock(MessageOrigin.class));
    private final JournalHistory history = new JournalHistory(jdbc, null, outbox);

    /** A duplicate order is answered in this way: with the index of unsent messages, each answer read the whole journal. */
    @Test
    void messagesAreMarkedAsUnsentByTheirNumbers() {
        outbox.resend(List.of(1L, 2L));

        assertThat(database.plan()).doesNotContain("JOURNAL_UNSENT");
        assertThat(database.start()).contains("COLUMN: PUBLIC.JOURNAL.ID");
    }

    /** The mark of each batch, whose index of unsent messages has as many rows as messages wait. */
    @Test
    void messagesAreMarkedAsSentByTheirNumbers() {
        outbox.sent(List.of(row(1), row(2)));
        outbox.markSent();

        assertThat(database.plan()).doesNotContain("JOURNAL_UNSENT");
        assertThat(database.start()).contains("COLUMN: PUBLIC.JOURNAL.ID");
    }

    /** Each part of the messages of a lost store: with the index of the client, each part read all messages of the client. */
    @Test
    void messagesOfALostStoreAreMarkedByTheirNumbers() {
        outbox.resendAll(List.of("shop", "another"), Instant.EPOCH, 1, 500);

        assertThat(database.plan()).doesNotContain("JOURNAL_UNSENT", "JOURNAL_FEED");
        assertThat(database.start()).contains("COLUMN: PUBLIC.JOURNAL.ID");
    }

    @Test
    void messagesOfALostStoreOfOneClientAreMarkedByTheirNumbers() {
        outbox.resendAll(List.of("shop"), Instant.EPOCH, 1, 500);

        assertThat(database.plan()).doesNotContain("JOURNAL_UNSENT", "JOURNAL_FEED");
        assertThat(database.start()).contains("COLUMN: PUBLIC.JOURNAL.ID");
    }

    private static JournalRow row(long id) {
        return new JournalRow(id, "shop", null, "{}", 0);
    }

    @Test
    void theLastMessagesOfTradesAreReadByTheirTrades() {
        history.last(List.of("t-1", "t-2"));

        assertThat(accesses()).doesNotContain("table=JOURNAL\naccess=FULL SCAN");
    }

    @Test
    void theLastSentMessagesOfTradesAreReadByTheirTrades() {
        history.lastSent(List.of("t-1", "t-2"));

        assertThat(accesses()).doesNotContain("table=JOURNAL\naccess=FULL SCAN");
    }

    private String accesses() {
        return database.plan()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("table=") || line.startsWith("access="))
                .reduce((one, next) -> one + "\n" + next)
                .orElseThrow();
    }
}
