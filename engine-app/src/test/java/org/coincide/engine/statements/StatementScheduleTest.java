package org.coincide.engine.statements;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.polling.EagerPolls;
import org.coincide.engine.support.SettableClock;
import org.coincide.engine.trade.TradeHeads;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that receives a full statement of many pages while its trades change. */
class StatementScheduleTest {

    private static final String CLIENT = "acme";
    private static final Duration PACE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T12:00:00Z"));
    private final ClientAccounts clients = mock(ClientAccounts.class);
    private final Statements statements = mock(Statements.class);
    private final StatementWriter writer = mock(StatementWriter.class);
    private final ChangedTrades changed = new ChangedTrades();
    private final StatementSchedule schedule = new StatementSchedule(
            clients,
            statements,
            writer,
            changed,
            mock(TradeHeads.class),
            mock(ClientPositions.class),
            new StatementProperties(
                    PACE, Duration.ofMinutes(15), 500, 5, 2, Duration.ofSeconds(1), PACE, Duration.ofSeconds(2)),
            clock,
            EagerPolls.polls());

    @BeforeEach
    void fullStatementIsDue() {
        when(clients.all()).thenReturn(List.of(new ClientAccount(CLIENT, BigDecimal.ONE)));
        when(statements.heads()).thenAnswer(call -> Map.of(CLIENT, head()));
        when(writer.writePage(CLIENT)).thenReturn(true);
    }

    @Test
    void severalPagesAreIssuedAtOnce() {
        schedule.issueDue();

        verify(writer, times(5)).writePage(CLIENT);
    }

    @Test
    void theLastPageIsFollowedByNone() {
        when(writer.writePage(CLIENT)).thenReturn(true, false);

        schedule.issueDue();

        verify(writer, times(2)).writePage(CLIENT);
    }

    @Test
    void pagesDoNotDelayTheStatementsAboutChanges() {
        schedule.issueDue();
        changed.add(CLIENT, Set.of("trade"));
        clock.advance(PACE.minusSeconds(1));
        schedule.issueDue();
        verify(writer, never()).write(CLIENT, Set.of("trade"));

        clock.advance(Duration.ofSeconds(1));
        schedule.issueDue();

        verify(writer).write(CLIENT, Set.of("trade"));
    }

    @Test
    void changesAreStatedAtTheirPace() {
        schedule.issueDue();
        verify(writer, times(1)).write(anyString(), any());
        changed.add(CLIENT, Set.of("trade"));

        schedule.issueDue();

        verify(writer, times(1)).write(anyString(), any());
    }

    /** The clock was ahead by a month when the last full statement began. */
    @Test
    void aFullStatementOfTheFutureDoesNotDelayTheNext() {
        StatementHead ahead = new StatementHead(
                CLIENT,
                7,
                "0".repeat(64),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(30)),
                false,
                null,
                null,
                null);
        when(statements.heads()).thenReturn(Map.of(CLIENT, ahead));

        schedule.issueDue();

        verify(statements).startFull(ahead, clock.instant());
    }

    /** The last statement is always a page that was just issued. */
    private StatementHead head() {
        return new StatementHead(CLIENT, 7, "0".repeat(64), clock.instant(), clock.instant(), true, null, null, null);
    }
}
