package org.coincide.engine.operations.trades;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.FailingMessages;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.operations.trades.OverviewResource.SilentClient;
import org.coincide.engine.operations.trades.OverviewResource.Unsent;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.warnings.ClientWarnings;
import org.coincide.engine.warnings.ClientWarnings.WarningCount;
import org.springframework.stereotype.Component;

/** Counts the messages from and to clients that need attention. */
@Component
class ClientMessageCounts {

    private final Outbox outbox;
    private final Receipts receipts;
    private final ClientWarnings warnings;
    private final DeadLetters deadLetters;
    private final FailingMessages failing;
    private final ClientAccounts clients;
    private final OperationsProperties properties;

    ClientMessageCounts(
            Outbox outbox,
            Receipts receipts,
            ClientWarnings warnings,
            DeadLetters deadLetters,
            FailingMessages failing,
            ClientAccounts clients,
            OperationsProperties properties) {
        this.outbox = outbox;
        this.receipts = receipts;
        this.warnings = warnings;
        this.deadLetters = deadLetters;
        this.failing = failing;
        this.clients = clients;
        this.properties = properties;
    }

    Unsent unsent() {
        int most = properties.countUpTo();
        long counted = outbox.unsentCount(most + 1);
        return new Unsent(
                Math.min(counted, most),
                counted > most,
                clients.all().stream()
                        .flatMap(client -> outbox.oldestUnsent(client.id()).stream())
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    /** The clients with unconfirmed trades, most trades first. */
    List<SilentClient> silent(Map<String, Long> unconfirmed) {
        return unconfirmed.entrySet().stream()
                .map(client -> new SilentClient(
                        client.getKey(),
                        client.getValue(),
                        receipts.lastReceivedAt(client.getKey()).orElse(null)))
                .sorted((one, other) -> Long.compare(other.trades(), one.trades()))
                .toList();
    }

    List<WarningCount> warnings() {
        return warnings.countOpen();
    }

    int failingMessages() {
        return failing.all().size();
    }

    long deadLetters() {
        return deadLetters.count();
    }
}
