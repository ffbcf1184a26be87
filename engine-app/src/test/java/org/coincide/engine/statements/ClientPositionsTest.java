package org.coincide.engine.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.queues.ClientQueueCapacity;
import org.coincide.engine.journal.EventFeed;
import org.coincide.engine.journal.Hold;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A start of the server, and a client that has sent receipts before. */
class ClientPositionsTest {

    private static final String CLIENT = "acme";
    private static final Instant START = Instant.parse("2026-12-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final ClientAccounts clients = mock(ClientAccounts.class);
    private final Statements statements = mock(Statements.class);
    private final Receipts receipts = mock(Receipts.class);
    private final Outbox outbox = mock(Outbox.class);
    private final ClientQueueCapacity queues = mock(ClientQueueCapacity.class);
    private final EventFeed feed = mock(EventFeed.class);
    private final ClientPositions positions = new ClientPositions(
            clients,
            statements,
            receipts,
            mock(MissingMessageTrades.class),
            outbox,
            queues,
            feed,
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", StatementProperties.class),
            clock);

    @BeforeEach
    void theClientHasUnreadMessages() {
        when(statements.find(CLIENT))
                .thenReturn(Optional.of(
                        new StatementHead(CLIENT, 7, "0".repeat(64), START, START, false, null, null, null)));
        when(receipts.any(CLIENT)).thenReturn(true);
        when(queues.hasUnread(CLIENT)).thenReturn(true);
    }

    @Test
    void aClientThatDoesNotReadIsAwaited() {
        assertThat(positions.isAwaited(CLIENT)).isTrue();
        clock.advance(Duration.ofHours(1));

        assertThat(positions.isAwaited(CLIENT)).isTrue();
    }

    @Test
    void aClientThatReadsItsFeedIsNotAwaitedForLong() {
        positions.isAwaited(CLIENT);
        when(feed.isReadSince(CLIENT, START)).thenReturn(true);

        clock.advance(Duration.ofSeconds(59));
        assertThat(positions.isAwaited(CLIENT)).isTrue();

        clock.advance(Duration.ofSeconds(1));
        assertThat(positions.isAwaited(CLIENT)).isFalse();
    }

    @Test
    void aReceiptCountsAlthoughTheBrokersClockIsSlow() {
        when(receipts.anySince(CLIENT, START.minusSeconds(2), 7)).thenReturn(true);

        assertThat(positions.isAwaited(CLIENT)).isFalse();
    }

    @Test
    void aReceiptCountsAfterTheClockWasSetBack() {
        positions.isAwaited(CLIENT);
        clock.set(START.minus(Duration.ofHours(1)));
        when(receipts.anySince(eq(CLIENT), any(), anyLong()))
                .thenAnswer(call -> !call.<Instant>getArgument(1).isAfter(clock.instant()));

        assertThat(positions.isAwaited(CLIENT)).isFalse();
    }

    /** A node that publishes nothing would otherwise report held messages as unsent. */
    @Test
    void theLastHoldAsksNoClientForItsPosition() {
        when(clients.all()).thenReturn(List.of(new ClientAccount(CLIENT, BigDecimal.ONE)));
        assertThat(positions.lastHold(CLIENT)).isEqualTo(Hold.ALL_TRADES);
        verifyNoInteractions(outbox);

        positions.published(positions.holds());
        assertThat(positions.lastHold(CLIENT)).isEqualTo(Hold.ALL_TRADES);

        when(receipts.anySince(eq(CLIENT), any(), anyLong())).thenReturn(true);
        positions.published(positions.holds());
        assertThat(positions.lastHold(CLIENT)).isEqualTo(Hold.NONE);
    }

    @Test
    void aReadOfTheFeedLeavesTheLastHoldAsItIs() {
        when(clients.all()).thenReturn(List.of(new ClientAccount(CLIENT, BigDecimal.ONE)));
        when(receipts.anySince(eq(CLIENT), any(), anyLong())).thenReturn(true);

        assertThat(positions.hold(CLIENT)).isEqualTo(Hold.NONE);
        assertThat(positions.lastHold(CLIENT)).isEqualTo(Hold.ALL_TRADES);
    }

    @Test
    void aNodeThatNoLongerPublishesHoldsAllTrades() {
        positions.published(Map.of());
        assertThat(positions.lastHold(CLIENT)).isEqualTo(Hold.NONE);

        positions.publishesNothing();
        assertThat(positions.lastHold(CLIENT)).isEqualTo(Hold.ALL_TRADES);
    }
}
