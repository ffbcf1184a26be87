package org.coincide.client.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.signatures.SigningKey;
import org.springframework.stereotype.Service;

/** Exports evidence: entries of the ledger, their running heads, and warnings with their messages. */
@Service
public class EvidenceExport {

    private static final int PAGE = 200;

    private final LedgerEntries entries;
    private final TradeEntries tradeEntries;
    private final Warnings warnings;
    private final QuarantinedMessages quarantine;
    private final ClientProperties client;
    private final Clock clock;
    private final SigningKey key;

    EvidenceExport(
            LedgerEntries entries,
            TradeEntries tradeEntries,
            Warnings warnings,
            QuarantinedMessages quarantine,
            ClientProperties client,
            Clock clock,
            SigningKey key) {
        this.entries = entries;
        this.tradeEntries = tradeEntries;
        this.warnings = warnings;
        this.quarantine = quarantine;
        this.client = client;
        this.clock = clock;
        this.key = key;
    }

    /**
     * Writes the evidence of the whole ledger: up to its head, or as far as there are entries, if the last entries were deleted. A removal
     * appended during the export is included, since entries without a body refer to it.
     */
    public void writeAll(OutputStream target) throws IOException {
        var head = entries.head().orElse(new LedgerHead(0, LedgerEntry.START));
        var file = EvidenceWriter.open(target, client.id(), null, clock.instant());
        var last = new LedgerHead(0, LedgerEntry.START);
        long end = head.number();
        long read = 0;
        List<LedgerEntry> page;
        do {
            page = entries.after(read, PAGE);
            for (var entry : page) {
                read = entry.number();
                if (entry.number() <= end) {
                    file.entry(entry, last.head());
                    last = new LedgerHead(entry.number(), entry.head());
                    end = Math.max(end, entry.removal() == null ? 0 : entry.removal());
                }
            }
        } while (read < end && !page.isEmpty());
        file.beginWarnings();
        writeWarnings(file, null);
        file.end(last.number() > head.number() ? last : head, key);
    }

    /** Writes the evidence of one trade; returns false if the ledger does not contain the trade. */
    public boolean writeTrade(String tradingId, OutputStream target) throws IOException {
        var numbers = tradeEntries.of(tradingId);
        if (numbers.isEmpty()) {
            return false;
        }
        var file = EvidenceWriter.open(target, client.id(), tradingId, clock.instant());
        writeEntries(file, numbers);
        file.beginWarnings();
        writeWarnings(file, tradingId);
        // After the entries: a removal that was appended meanwhile is among them.
        file.end(entries.head().orElse(new LedgerHead(0, LedgerEntry.START)), key);
        return true;
    }

    /** Returns the thumbprint of the key that signs the files. */
    public String signer() {
        return key.publicKey().id();
    }

    /** Returns the numbers of the entries of a trade; empty if the ledger does not contain the trade. */
    public Set<Long> entriesOf(String tradingId) {
        return tradeEntries.of(tradingId);
    }

    /** Writes the entries, and the removals of those that have lost their body meanwhile. */
    private void writeEntries(EvidenceWriter file, Collection<Long> numbers) throws IOException {
        var left = new TreeSet<>(numbers);
        while (!left.isEmpty()) {
            long number = left.pollFirst();
            var loaded = entries.load(List.of(number - 1, number));
            var entry = loaded.get(number);
            if (entry != null) {
                var before = loaded.get(number - 1);
                file.entry(entry, number == 1 || before == null ? LedgerEntry.START : before.head());
                if (entry.removal() != null) {
                    left.add(entry.removal());
                }
            }
        }
    }

    private void writeWarnings(EvidenceWriter file, String tradingId) throws IOException {
        List<RaisedWarning> page;
        int offset = 0;
        do {
            page = warnings.newest(null, tradingId, PAGE, offset);
            for (var raised : page) {
                file.warning(raised, quarantine.body(raised.quarantineId()).orElse(null));
            }
            offset += PAGE;
        } while (page.size() == PAGE);
    }
}
