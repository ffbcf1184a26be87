package org.coincide.client.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.coincide.client.support.ClientDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

class QuarantineLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final int MAX_MESSAGES = 100;

    private final JdbcClient database = JdbcClient.create(ClientDatabase.create());
    private final QuarantineLimits limits = new QuarantineLimits(
            database,
            new QuarantineProperties(
                    MAX_MESSAGES,
                    DataSize.ofMegabytes(8),
                    Duration.ofDays(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(15),
                    20,
                    20),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new SimpleMeterRegistry());

    @BeforeEach
    void storeOneMessageOfEachKind() {
        store("gap", "WAITING", "SEQUENCE_GAP", NOW.minus(Duration.ofDays(5)), 10);
        store("equivocation", "KEPT", "EQUIVOCATION", NOW.minus(Duration.ofDays(5)), 10);
        store("broken", "KEPT", "INVARIANT_BROKEN", NOW.minus(Duration.ofDays(5)), 10);
        store("applied", "APPLIED", "SEQUENCE_GAP", NOW, 10);
        store("garbage-old", "KEPT", "SCHEMA_INVALID", NOW.minus(Duration.ofDays(4)), 10);
    }

    @Test
    void theOldestUnverifiedMessagesAreDeletedFirst() {
        fill(MAX_MESSAGES - 4, 10);

        limits.added(MAX_MESSAGES - 4, 1000);

        assertThat(ids()).doesNotContain("applied", "garbage-old").contains("gap", "equivocation", "broken");
        assertThat(limits.hasEvictedLately()).isTrue();
        assertThat(ids().size()).isLessThanOrEqualTo(MAX_MESSAGES);
    }

    @Test
    void theSizeIsLimitedToo() {
        fill(9, 1 << 20);

        limits.added(9, 9 << 20);

        assertThat(ids()).contains("gap");
        assertThat(database.sql("SELECT SUM(body_size) FROM quarantine")
                        .query(Long.class)
                        .single())
                .isLessThanOrEqualTo(8L << 20);
    }

    @Test
    void aMessageBehindAGapIsNeverDeleted() {
        for (int i = 0; i < 2 * MAX_MESSAGES; i++) {
            store("gap-" + i, "WAITING", "SEQUENCE_GAP", NOW, 10);
        }

        limits.added(2 * MAX_MESSAGES, 2000);

        assertThat(ids()).hasSize(2 * MAX_MESSAGES + 1).allMatch(id -> id.startsWith("gap"));
    }

    @Test
    void tooOldMessagesAreDeleted() {
        store("ancient", "KEPT", "INVARIANT_BROKEN", NOW.minus(Duration.ofDays(11)), 10);
        store("ancient-gap", "WAITING", "SEQUENCE_GAP", NOW.minus(Duration.ofDays(11)), 10);

        assertThat(limits.deleteOld()).isEqualTo(1);

        assertThat(ids()).contains("ancient-gap", "broken").doesNotContain("ancient");
    }

    private void fill(int messages, int size) {
        for (int i = 0; i < messages; i++) {
            store("new-" + i, "KEPT", "SCHEMA_INVALID", NOW, size);
        }
    }

    private List<String> ids() {
        return database.sql("SELECT id FROM quarantine").query(String.class).list();
    }

    private void store(String id, String state, String type, Instant receivedAt, int size) {
        database.sql(
                        """
                        INSERT INTO quarantine (id, dedupe_key, state, warning_type, received_at, trading_id, kind, body, body_size)
                        VALUES (?, ?, ?, ?, ?, 'trade', 'TextMessage', '', ?)""")
                .params(id, id, state, type, receivedAt.atOffset(ZoneOffset.UTC), size)
                .update();
    }
}
