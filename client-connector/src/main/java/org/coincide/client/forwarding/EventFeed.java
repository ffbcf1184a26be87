package org.coincide.client.forwarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.List;
import org.coincide.client.contract.Json;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.springframework.stereotype.Component;

/** The verified messages in the order of the ledger. */
@Component
class EventFeed {

    /** A part of the feed. {@code next} is the number after which the following part begins. */
    record Part(List<ForwardedEvent> events, long next) {}

    private final LedgerEntries entries;

    EventFeed(LedgerEntries entries) {
        this.entries = entries;
    }

    /** Reads the entries after a number; a part can have fewer events than entries, or none. */
    Part after(long number, int limit) {
        var read = entries.after(number, limit);
        return new Part(
                read.stream()
                        .filter(entry -> entry.kind().equals(EntryKind.MESSAGE.name()) && !entry.isRemoved())
                        .map(EventFeed::event)
                        .toList(),
                read.isEmpty() ? number : read.get(read.size() - 1).number());
    }

    private static ForwardedEvent event(LedgerEntry entry) {
        try {
            var tradingId =
                    Json.STRICT.readTree(entry.body()).at("/data/tradingId").textValue();
            return new ForwardedEvent(entry.number(), entry.recordedAt(), tradingId, entry.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Ledger entry " + entry.number() + " is not JSON", e);
        }
    }
}
