package org.coincide.client.evidence;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.broker.ClientProperties.Signatures;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.signatures.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The evidence of the whole ledger. */
class EvidenceExportTest {

    private final LedgerEntries entries = mock(LedgerEntries.class);
    private final TradeEntries tradeEntries = mock(TradeEntries.class);
    private final EvidenceExport export = new EvidenceExport(
            entries,
            tradeEntries,
            mock(Warnings.class),
            mock(QuarantinedMessages.class),
            new ClientProperties("acme", "secret", Signatures.REQUIRED, "coincide", "", List.of(), List.of(), ""),
            Clock.systemUTC(),
            SigningKey.generate());

    @Test
    void allEntriesUpToTheHeadAreExported() throws IOException {
        stored(450, 450);

        assertThat(exportedEntries()).isEqualTo(450);
    }

    /** An entry that was appended after the head was read. */
    @Test
    void laterEntriesAreLeftOut() throws IOException {
        stored(451, 450);

        assertThat(exportedEntries()).isEqualTo(450);
    }

    @Test
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void aLedgerWithoutItsLastEntriesIsExportedAsFarAsItGoes() throws IOException {
        stored(250, 300);

        assertThat(exportedEntries()).isEqualTo(250);
    }

    /** The last entries were deleted, and a message is verified during the export. */
    @Test
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void anEntryBehindDeletedOnesEndsTheExport() throws IOException {
        when(entries.head()).thenReturn(Optional.of(new LedgerHead(10, "h10")));
        when(entries.after(anyLong(), anyInt())).thenAnswer(call -> LongStream.of(1, 2, 3, 11)
                .filter(number -> number > call.<Long>getArgument(0))
                .mapToObj(EvidenceExportTest::entry)
                .toList());

        assertThat(exportedEntries()).isEqualTo(3);
    }

    /** Entry 201 loses its body after the first page was read; the removal is entry 451. */
    @Test
    void theRemovalOfAnExportedEntryIsExported() throws IOException {
        stored(460, 450);
        when(entries.after(eq(200L), anyInt()))
                .thenReturn(LongStream.rangeClosed(201, 400)
                        .mapToObj(number -> number == 201 ? removed(number, 451) : entry(number))
                        .toList());

        var file = exported();

        assertThat(file.get("entries")).hasSize(451);
        assertThat(file.at("/head/number").asLong()).isEqualTo(451);
        assertThat(file.at("/head/head").asText()).isEqualTo("h451");
    }

    @Test
    void theRemovalOfATradeIsExportedWithTheTrade() throws IOException {
        stored(460, 460);
        when(tradeEntries.of("T")).thenReturn(Set.of(201L, 202L));
        when(entries.load(any())).thenAnswer(call -> call.<Collection<Long>>getArgument(0).stream()
                .collect(toMap(number -> number, number -> number == 202 ? removed(number, 451) : entry(number))));
        var file = new ByteArrayOutputStream();

        export.writeTrade("T", file);

        assertThat(new ObjectMapper().readTree(file.toByteArray()).get("entries"))
                .extracting(entry -> entry.get("number").asInt())
                .containsExactly(201, 202, 451);
    }

    @Test
    void aFileThatWasNotWrittenToItsEndHasNoDigest() {
        stored(450, 450);
        when(entries.after(eq(200L), anyInt())).thenThrow(new IllegalStateException("no database"));
        var file = new ByteArrayOutputStream();

        assertThatIllegalStateException().isThrownBy(() -> export.writeAll(file));

        assertThat(file.toString(StandardCharsets.UTF_8)).doesNotContain("sha256", "signature\":\"ey");
    }

    private void stored(long last, long head) {
        when(entries.head()).thenReturn(Optional.of(new LedgerHead(head, "h" + head)));
        when(entries.after(anyLong(), anyInt())).thenAnswer(call -> {
            long after = call.getArgument(0);
            int limit = call.getArgument(1);
            return LongStream.rangeClosed(after + 1, Math.min(last, after + limit))
                    .mapToObj(EvidenceExportTest::entry)
                    .toList();
        });
    }

    private int exportedEntries() throws IOException {
        return exported().get("entries").size();
    }

    private JsonNode exported() throws IOException {
        var file = new ByteArrayOutputStream();
        export.writeAll(file);
        return new ObjectMapper().readTree(file.toByteArray());
    }

    private static LedgerEntry removed(long number, long removal) {
        return new LedgerEntry(number, "PROCESSING", Instant.EPOCH, null, null, "d", "h" + number, removal);
    }

    private static LedgerEntry entry(long number) {
        return new LedgerEntry(number, "PROCESSING", Instant.EPOCH, "{}", null, "d", "h" + number, null);
    }
}
