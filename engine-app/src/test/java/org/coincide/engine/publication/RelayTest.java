package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.queues.ClientQueueCapacity;
import org.coincide.engine.journal.Hold;
import org.coincide.engine.journal.JournalRow;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.publication.ClientQueueSender.SignedMessage;
import org.coincide.engine.statements.ClientPositions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jms.UncategorizedJmsException;

/** A relay that sends five messages in batches of two. */
class RelayTest {

    private final Outbox outbox = mock(Outbox.class);
    private final ClientQueueSender queue = mock(ClientQueueSender.class);
    private final RelayLease lease = mock(RelayLease.class);
    private final ClientAccounts clients = mock(ClientAccounts.class);
    private final ClientPositions positions = mock(ClientPositions.class);
    private final RefusedClients refusals = mock(RefusedClients.class);
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Long> marked = new ArrayList<>();
    private Relay relay;
    private long refused;
    private long alsoRefused;
    private long broken;

    @BeforeEach
    void create() {
        when(lease.isHeld()).thenReturn(true);
        ClientQueueCapacity capacity = mock(ClientQueueCapacity.class);
        when(capacity.remaining(anyString())).thenReturn(100);
        List<ClientAccount> acme = List.of(account("acme"));
        when(clients.all()).thenReturn(acme);
        when(outbox.unsent(any(), anyInt(), any()))
                .thenReturn(
                        LongStream.rangeClosed(1, 5).mapToObj(RelayTest::row).toList());
        doAnswer(sent -> {
                    List<JournalRow> rows = sent.getArgument(0);
                    rows.forEach(row -> marked.add(row.id()));
                    return null;
                })
                .when(outbox)
                .sent(any());
        when(queue.transmit(any())).thenAnswer(asked -> transmission(asked.getArgument(0)));
        when(queue.transmitAhead(any()))
                .thenAnswer(asked -> CompletableFuture.completedFuture(transmission(asked.getArgument(0))));
        doAnswer(asked -> {
                    Transmission transmission = asked.getArgument(0);
                    commit(transmission.messages());
                    return null;
                })
                .when(queue)
                .commit(any());
        doAnswer(asked -> {
                    commit(asked.getArgument(0));
                    return null;
                })
                .when(queue)
                .send(any());
        relay = new Relay(
                outbox,
                queue,
                lease,
                new Binder(new MapConfigurationPropertySource(Map.of("x.batch-size", "2")))
                        .bindOrCreate("x", RelayProperties.class),
                capacity,
                clients,
                positions,
                refusals);
    }

    @Test
    void theNextBatchIsTransmittedBeforeOneIsCommitted() {
        assertThat(relay.relayDue(client -> true, () -> {})).isEqualTo(5);
        assertThat(calls)
                .containsExactly(
                        "transmit [1, 2]",
                        "transmit [3, 4]",
                        "commit [1, 2]",
                        "transmit [5]",
                        "commit [3, 4]",
                        "commit [5]");
        assertThat(marked).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void afterABatchWithARefusedMessageNoOtherIsSent() {
        refused = 3;
        assertThat(relay.relayDue(client -> true, () -> {})).isEqualTo(3);
        assertThat(calls).endsWith("commit [3, 4]", "commit [3]", "commit [4]", "discard [5]");
        assertThat(marked).containsExactly(1L, 2L, 4L);
    }

    @Test
    void withoutTheBrokerNothingIsCommittedAfterABatch() {
        broken = 3;
        assertThatThrownBy(() -> relay.relayDue(client -> true, () -> {}))
                .isInstanceOf(UncategorizedJmsException.class);
        assertThat(calls).endsWith("transmit [5]", "commit [3, 4]", "discard [5]");
        assertThat(marked).containsExactly(1L, 2L);
    }

    @Test
    void aRefusedBatchDoesNotHideThatOneWasSentBefore() {
        refused = 3;
        alsoRefused = 4;
        assertThat(relay.relayDue(client -> true, () -> {})).isEqualTo(2);
        assertThat(marked).containsExactly(1L, 2L);
    }

    @Test
    void theHoldsOfTheHolderAreKeptUntilItLosesTheLease() {
        Map<String, Hold> holds = Map.of("acme", Hold.ALL_TRADES);
        when(positions.holds()).thenReturn(holds);
        relay.relayDue(client -> true, () -> {});
        verify(positions).published(holds);
        verify(positions, never()).publishesNothing();

        when(lease.isHeld()).thenReturn(false);
        relay.relayDue(client -> true, () -> {});
        verify(positions).published(holds);
        verify(positions).publishesNothing();
    }

    @Test
    void aNodeThatLostTheLeaseSendsToNoFurtherClient() {
        List<ClientAccount> both = List.of(account("acme"), account("globex"));
        when(clients.all()).thenReturn(both);
        when(lease.isHeld()).thenReturn(true, true, false);
        assertThat(relay.relayDue(client -> true, () -> {})).isEqualTo(5);
        verify(outbox).forgetSent();
    }

    @Test
    void aRefusedClientIsLeftOutAndTheOthersAreNot() {
        List<ClientAccount> both = List.of(account("acme"), account("globex"));
        when(clients.all()).thenReturn(both);
        when(refusals.isLeftOut("acme")).thenReturn(true);
        assertThat(relay.relayDue(client -> true, () -> {})).isEqualTo(5);
        verify(outbox).unsent(eq("globex"), anyInt(), any());
    }

    @Test
    void aClientOfWhichAllMessagesAreRefusedIsLeftOutNext() {
        refused = 1;
        alsoRefused = 2;
        assertThat(relay.relayDue(client -> true, () -> {})).isZero();
        verify(refusals).refused(eq("acme"), any());
        verify(refusals, never()).accepted(any());
    }

    private Transmission transmission(List<JournalRow> rows) {
        List<SignedMessage> messages =
                rows.stream().map(row -> new SignedMessage(row, null, "")).toList();
        Transmission transmission = mock(Transmission.class);
        when(transmission.messages()).thenReturn(messages);
        doAnswer(asked -> calls.add("discard " + ids(messages)))
                .when(transmission)
                .close();
        calls.add("transmit " + ids(messages));
        return transmission;
    }

    private void commit(List<SignedMessage> messages) {
        calls.add("commit " + ids(messages));
        if (ids(messages).contains(refused) || ids(messages).contains(alsoRefused)) {
            throw new UncategorizedJmsException("Refused");
        }
        if (ids(messages).contains(broken)) {
            throw new UncategorizedJmsException(new IOException("Connection reset"));
        }
    }

    private static ClientAccount account(String id) {
        ClientAccount account = mock(ClientAccount.class);
        when(account.id()).thenReturn(id);
        return account;
    }

    private static JournalRow row(long id) {
        return new JournalRow(id, "acme", "trade " + id, "{}", 0);
    }

    private static List<Long> ids(List<SignedMessage> messages) {
        return messages.stream().map(message -> message.row().id()).toList();
    }
}
