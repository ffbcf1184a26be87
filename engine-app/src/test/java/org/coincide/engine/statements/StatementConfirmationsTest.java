package org.coincide.engine.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccount.State;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.JournalHistory;
import org.junit.jupiter.api.Test;

/** Clients with an issued statement and without receipts. */
class StatementConfirmationsTest {

    private static final Instant START = Instant.parse("2026-12-01T12:00:00Z");

    private final ClientAccounts clients = mock(ClientAccounts.class);
    private final Statements statements = mock(Statements.class);
    private final StatementConfirmations confirmations =
            new StatementConfirmations(clients, statements, mock(Receipts.class), mock(JournalHistory.class));

    @Test
    void aDisabledClientNeedNotConfirm() {
        when(clients.all()).thenReturn(List.of(account("acme", State.ENABLED), account("globex", State.DISABLED)));
        Map<String, StatementHead> heads = Stream.of("acme", "globex")
                .map(id -> new StatementHead(id, 7, "0".repeat(64), START, START, false, null, null, null))
                .collect(Collectors.toMap(StatementHead::clientId, Function.identity()));
        when(statements.heads()).thenReturn(heads);
        when(statements.journalIds(anyString(), anyLong(), anyInt())).thenReturn(List.of());

        assertThat(confirmations.ofAll())
                .extracting(StatementConfirmation::clientId)
                .containsExactly("acme");
    }

    private static ClientAccount account(String id, State state) {
        return new ClientAccount(id, BigDecimal.ONE, Set.of(), state);
    }
}
