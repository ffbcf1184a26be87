package org.coincide.client.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ClientDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

class QuarantineLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(11));
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int MAX_MESSAGES = 100;

    private final JdbcClient database = JdbcClient.create(ClientDatabase.create());

    @TempDir
    Path folder;

    private QuarantineLimits limits;

    @BeforeEach
    void storeOneMessageOfEachKind() {
        limits = new QuarantineLimits(database, properties(), removed(), new SimpleMeterRegistry());
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
    void aRemovalForAgeIsNoEviction() {
        limits.deleteOld(List.of("garbage-old"));

        assertThat(ids()).doesNotContain("garbage-old");
        assertThat(limits.evictions()).isZero();
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
    void verifiedMessagesBeyondTheLimitAreWrittenToAFile() throws IOException {
        fillWithVerified();

        limits.added(MAX_MESSAGES, 1000);

        assertThat(ids()).hasSizeLessThanOrEqualTo(MAX_MESSAGES).doesNotContain("garbage-old", "applied", "broken");
        assertThat(Files.readAllLines(folder.resolve("quarantine-2026-11-28.jsonl")))
                .extracting(line -> Json.STRICT.readTree(line).path("id").asText())
                .contains("broken")
                .doesNotContain("garbage-old", "applied")
                .hasSize(MAX_MESSAGES + 5 - 2 - ids().size());
    }

    @Test
    void verifiedMessagesThatCannotBeWrittenStay() throws IOException {
        fillWithVerified();
        Files.createDirectory(folder.resolve("quarantine-2026-11-28.jsonl"));

        limits.added(MAX_MESSAGES, 1000);

        assertThat(ids()).doesNotContain("garbage-old", "applied").hasSize(MAX_MESSAGES + 3);
    }

    private void fillWithVerified() {
        for (int i = 0; i < MAX_MESSAGES; i++) {
            store("verified-" + i, "KEPT", "INVARIANT_BROKEN", NOW, 10);
        }
    }

    @Test
    void tooOldMessagesAreWrittenToAFileAndRemoved() throws IOException {
        store("ancient", "KEPT", "INVARIANT_BROKEN", LONG_AGO, 10);
        store("ancient-gap", "WAITING", "SEQUENCE_GAP", LONG_AGO, 10);

        assertThat(removeOld()).isFalse();

        assertThat(ids()).contains("ancient-gap", "broken").doesNotContain("ancient");
        assertThat(Files.readAllLines(folder.resolve("quarantine-2026-11-28.jsonl")))
                .singleElement()
                .satisfies(line -> assertThat(Json.STRICT.readTree(line).toString())
                        .contains("\"id\":\"ancient\"", "\"warning\":\"INVARIANT_BROKEN\"", "\"body\":\"\""));
    }

    @Test
    void largeOldMessagesAreWrittenOnceAndInOrder() throws IOException {
        for (int i = 0; i < 5; i++) {
            store("large-" + i, "KEPT", "INVARIANT_BROKEN", LONG_AGO.plusSeconds(i), 600_000);
        }

        removeOld();

        assertThat(Files.readAllLines(folder.resolve("quarantine-2026-11-28.jsonl")))
                .extracting(line -> Json.STRICT.readTree(line).path("id").asText())
                .containsExactly("large-0", "large-1", "large-2", "large-3", "large-4");
        assertThat(ids()).noneMatch(id -> id.startsWith("large"));
    }

    @Test
    void anOldMessageInDisputeStays() {
        store("disputed", "KEPT", "EQUIVOCATION", LONG_AGO, 10);
        store("anybodys", "KEPT", "UNSIGNED", LONG_AGO, 10);
        group("EQUIVOCATION", 0);
        group("UNSIGNED", 0);

        removeOld();
        assertThat(ids()).contains("disputed").doesNotContain("anybodys");

        database.sql("UPDATE warning_group SET acknowledged = 1").update();
        removeOld();
        assertThat(ids()).doesNotContain("disputed");
    }

    @Test
    void noOtherAccountCanReadTheRemovedMessages() throws IOException {
        store("ancient", "KEPT", "INVARIANT_BROKEN", LONG_AGO, 10);
        removeOld();

        try (var files = Files.list(folder)) {
            assertThat(Files.getPosixFilePermissions(files.findFirst().orElseThrow()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void nothingIsRemovedThatCannotBeWritten() throws IOException {
        store("ancient", "KEPT", "INVARIANT_BROKEN", LONG_AGO, 10);
        Files.createDirectory(folder.resolve("quarantine-2026-11-28.jsonl"));

        assertThatThrownBy(this::removeOld)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("coincide.quarantine.export");

        assertThat(ids()).contains("ancient");
    }

    private boolean removeOld() {
        return new OldMessages(database, properties(), limits, removed(), CLOCK).removeSome();
    }

    private RemovedMessages removed() {
        return new RemovedMessages(database, new RemovedMessageFile(properties(), folder), CLOCK);
    }

    private void group(String type, int acknowledged) {
        database.sql(
                        """
                        INSERT INTO warning_group (trading_id, warning_type, warnings, first_at, latest_at, latest_text,
                          latest_quarantine_id, acknowledged) VALUES ('trade', ?, 1, ?, ?, 'text', 'id', ?)""")
                .params(type, LONG_AGO.atOffset(ZoneOffset.UTC), LONG_AGO.atOffset(ZoneOffset.UTC), acknowledged)
                .update();
    }

    private static QuarantineProperties properties() {
        return new QuarantineProperties(
                MAX_MESSAGES,
                DataSize.ofMegabytes(8),
                Duration.ofDays(10),
                null,
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                20,
                20);
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
