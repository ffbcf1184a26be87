package org.coincide.engine.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.reconciliation.Discrepancies;
import org.coincide.engine.statements.ClientPositions;
import org.coincide.engine.statements.StatementConfirmations;
import org.coincide.engine.trade.TradeOverview;
import org.springframework.stereotype.Component;

/** Counts the figures in the database, each count bounded. */
@Component
class FigureCollector {

    private final TradeOverview trades;
    private final Outbox outbox;
    private final ClientAccounts clients;
    private final ClientPositions positions;
    private final StatementConfirmations confirmations;
    private final DeadLetters deadLetters;
    private final Discrepancies discrepancies;
    private final EngineFigureCollector engine;
    private final MonitoringProperties properties;
    private final Clock clock;

    FigureCollector(
            TradeOverview trades,
            Outbox outbox,
            ClientAccounts clients,
            ClientPositions positions,
            StatementConfirmations confirmations,
            DeadLetters deadLetters,
            Discrepancies discrepancies,
            EngineFigureCollector engine,
            MonitoringProperties properties,
            Clock clock) {
        this.trades = trades;
        this.outbox = outbox;
        this.clients = clients;
        this.positions = positions;
        this.confirmations = confirmations;
        this.deadLetters = deadLetters;
        this.discrepancies = discrepancies;
        this.engine = engine;
        this.properties = properties;
        this.clock = clock;
    }

    Figures collect() {
        return new Figures(
                clock.instant(),
                trades.openByStatuses(properties.limit()),
                outbox.unsentCount(properties.limit()),
                oldestUnsent(),
                confirmations.ofAll(),
                deadLetters.count(),
                discrepancies.openTrades(),
                engine.collect());
    }

    private Optional<Instant> oldestUnsent() {
        return clients.all().stream()
                .flatMap(client -> outbox.oldestUnsent(client.id(), positions.lastHold(client.id())).stream())
                .min(Instant::compareTo);
    }
}
