package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class LockedTradesTest {

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
        MDC.put("traceId", "before");
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clearSynchronization();
        MDC.remove("traceId");
    }

    @Test
    void theLogHasTheTraceOfALockedTradeUntilTheEnd() {
        Trade trade = new TradeExample().trade();
        LockedTrades locked = LockedTrades.of((stored, now) -> {}, committed -> {});

        locked.put(trade);
        assertThat(MDC.get("traceId")).isEqualTo(trade.tradingId().replace("-", ""));

        locked.afterCompletion(TransactionSynchronization.STATUS_COMMITTED);
        assertThat(MDC.get("traceId")).isEqualTo("before");
    }

    @Test
    void aTradeIsAsReadIfNoOtherTransactionMovedIt() {
        Trade trade = new TradeExample().trade();
        LockedTrades locked = LockedTrades.of((stored, now) -> {}, committed -> {});

        locked.see(trade);
        locked.put(trade);
        assertThat(LockedTrades.isAsRead(trade.tradingId())).isTrue();

        locked.change(new TradeExample().sequence(trade.sequence() + 1).trade());
        assertThat(LockedTrades.isAsRead(trade.tradingId())).isTrue();
    }

    @Test
    void aTradeThatWasLockedWithoutBeingReadIsNotAsRead() {
        Trade trade = new TradeExample().trade();
        LockedTrades.of((stored, now) -> {}, committed -> {}).put(trade);
        assertThat(LockedTrades.isAsRead(trade.tradingId())).isFalse();
    }

    @Test
    void aTradeThatMovedBeforeItsLockIsNotAsRead() {
        Trade read = new TradeExample().trade();
        LockedTrades locked = LockedTrades.of((stored, now) -> {}, committed -> {});

        locked.see(read);
        assertThat(LockedTrades.isAsRead(read.tradingId())).isFalse();

        locked.put(new TradeExample().sequence(read.sequence() + 1).trade());
        assertThat(LockedTrades.isAsRead(read.tradingId())).isFalse();
    }
}
