package org.coincide.engine.operations.trades;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.operations.trades.OverviewResource.SilentClient;
import org.coincide.engine.operations.trades.OverviewResource.Unsent;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.warnings.ClientWarnings;
import org.coincide.engine.warnings.ClientWarnings.WarningCount;
import org.springframework.stereotype.Component;

/** Counts the messages from and to clients that need attention. */
@Component
class Correspondents {

    private final Journal journal;
    private final Receipts receipts;
    private final ClientWarnings warnings;
    private final DeadLetters deadLetters;

    Correspondents(Journal journal, Receipts receipts, ClientWarnings warnings, DeadLetters deadLetters) {
        this.journal = journal;
        this.receipts = receipts;
        this.warnings = warnings;
        this.deadLetters = deadLetters;
    }

    Unsent unsent() {
        return new Unsent(journal.unsentCount(), journal.oldestUnsent().orElse(null));
    }

    /** The clients with unconfirmed trades, most trades first. */
    List<SilentClient> silent(Map<String, Long> unconfirmed) {
        Map<String, Instant> last = receipts.lastByClient();
        return unconfirmed.entrySet().stream()
                .map(client -> new SilentClient(client.getKey(), client.getValue(), last.get(client.getKey())))
                .sorted((one, other) -> Long.compare(other.trades(), one.trades()))
                .toList();
    }

    List<WarningCount> warnings() {
        return warnings.countOpen();
    }

    long deadLetters() {
        return deadLetters.count();
    }
}
