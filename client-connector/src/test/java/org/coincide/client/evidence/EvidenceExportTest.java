package org.coincide.client.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.broker.ClientProperties.Signatures;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.Warnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The evidence of the whole ledger. */
class EvidenceExportTest {

    private final LedgerEntries entries = mock(LedgerEntries.class);
    private final EvidenceExport export = new EvidenceExport(
            entries,
            mock(TradeEntries.class),
            mock(Warnings.class),
            mock(QuarantinedMessages.class),
            new ClientProperties("acme", "secret", Signatures.REQUIRED, "coincide", "", List.of(), List.of(), ""),
            Clock.systemUTC());

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
    @Timeout(20)
    void aLedgerWithoutItsLastEntriesIsExportedAsFarAsItGoes() throws IOException {
        stored(250, 300);

        assertThat(exportedEntries()).isEqualTo(250);
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
        var file = new ByteArrayOutputStream();
        export.writeAll(file);
        return new ObjectMapper().readTree(file.toByteArray()).get("entries").size();
    }

    private static LedgerEntry entry(long number) {
        return new LedgerEntry(number, "PROCESSING", Instant.EPOCH, "{}", null, "d", "h" + number, null);
    }
}
