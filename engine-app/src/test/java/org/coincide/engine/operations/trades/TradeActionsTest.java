package org.coincide.engine.operations.trades;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.Optional;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.junit.jupiter.api.Test;

class TradeActionsTest {

    /** No relay would send them: they would stay unsent for ever. */
    @Test
    void noMessageIsSentAgainToADeletedClient() {
        Trades trades = mock(Trades.class);
        Trade trade = mock(Trade.class);
        when(trade.clientId()).thenReturn("acme");
        when(trade.sequence()).thenReturn(9L);
        when(trades.lock("trade")).thenReturn(Optional.of(trade));
        Outbox outbox = mock(Outbox.class);
        TradeActions actions =
                new TradeActions(trades, outbox, null, null, mock(OperatorActions.class), mock(ClientAccounts.class));

        assertThatThrownBy(() -> actions.resend("trade", 1, "operator")).hasMessageContaining("acme is deleted");
        verifyNoInteractions(outbox);
    }
}
