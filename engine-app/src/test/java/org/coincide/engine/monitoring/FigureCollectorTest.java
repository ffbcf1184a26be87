package org.coincide.engine.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.journal.Hold;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.reconciliation.Discrepancies;
import org.coincide.engine.statements.ClientPositions;
import org.coincide.engine.statements.StatementConfirmations;
import org.coincide.engine.support.SettableClock;
import org.coincide.engine.trade.TradeOverview;
import org.junit.jupiter.api.Test;

class FigureCollectorTest {

    private static final String CLIENT = "acme";
    private static final Instant START = Instant.parse("2026-12-01T12:00:00Z");

    private final Outbox outbox = mock(Outbox.class);
    private final ClientAccounts clients = mock(ClientAccounts.class);
    private final ClientPositions positions = mock(ClientPositions.class);
    private final FigureCollector collector = new FigureCollector(
            mock(TradeOverview.class),
            outbox,
            clients,
            positions,
            mock(StatementConfirmations.class),
            mock(DeadLetters.class),
            mock(Discrepancies.class),
            mock(EngineFigureCollector.class),
            new MonitoringProperties(Duration.ofSeconds(15), Duration.ofMinutes(5), 100, List.of()),
            new SettableClock(START));

    @Test
    void aMessageThatIsHeldOnPurposeIsNotLate() {
        when(clients.all()).thenReturn(List.of(new ClientAccount(CLIENT, BigDecimal.ONE)));
        when(positions.lastHold(CLIENT)).thenReturn(Hold.ALL_TRADES);
        when(outbox.oldestUnsent(CLIENT)).thenReturn(Optional.of(START));
        when(outbox.oldestUnsent(CLIENT, Hold.NONE)).thenReturn(Optional.of(START));
        when(outbox.oldestUnsent(CLIENT, Hold.ALL_TRADES)).thenReturn(Optional.empty());

        assertThat(collector.collect().oldestUnsent()).isEmpty();
    }
}
