package org.coincide.engine.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.Optional;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.coincide.engine.acceptance.OrderAmendment;
import org.coincide.engine.lifecycle.OrderProcess;
import org.coincide.engine.requests.Decision.Accepted;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionOperations;

/** A second amendment of an order on hold, whose process has not decided the first one yet. */
class AmendmentDecisionsTest {

    private static final MismatchingMessageCorrelationException NOT_WAITING =
            new MismatchingMessageCorrelationException("order.amended", "no subscription");

    private final Trades trades = mock(Trades.class);
    private final OrderAmendment orders = mock(OrderAmendment.class);
    private final OrderProcess process = mock(OrderProcess.class);
    private final AmendmentDecisions decisions = new AmendmentDecisions(
            orders,
            process,
            new RequestRetry(
                    TransactionOperations.withoutTransaction(),
                    trades,
                    new RequestProperties(2, Duration.ofMillis(1), 1)));

    @BeforeEach
    void hold() {
        Trade trade = mock(Trade.class);
        when(trade.tradingId()).thenReturn("t-1");
        when(trade.clientId()).thenReturn("acme");
        when(trade.statuses())
                .thenReturn(new Statuses(OrderStatus.ON_HOLD, DeliveryStatus.NOT_STARTED, PaymentStatus.PENDING));
        when(trades.lock("t-1")).thenReturn(Optional.of(trade));
    }

    @Test
    void itIsAcceptedAfterTheFirstOneIsDecided() {
        when(process.isBetweenSteps("t-1")).thenReturn(true);
        when(orders.amend(any(), any(), any(), any())).thenThrow(NOT_WAITING).thenReturn(Optional.empty());
        assertThat(decide()).isInstanceOf(Accepted.class);
    }

    @Test
    void itIsAConflictWhileTheFirstOneIsNotDecided() {
        when(process.isBetweenSteps("t-1")).thenReturn(true);
        when(orders.amend(any(), any(), any(), any())).thenThrow(NOT_WAITING);
        assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(this::decide);
    }

    @Test
    void itIsRefusedByAProcessThatAcceptsNoAmendment() {
        when(orders.amend(any(), any(), any(), any())).thenThrow(NOT_WAITING);
        assertThat(decide()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                .isEqualTo("NOT_ON_HOLD"));
    }

    @Test
    void aTradeOfAnotherClientIsUnknownToTheSender() {
        assertThat(decisions.decide(new AmendmentRequest("t-1", "globex", null, "{}", null)))
                .isEqualTo(Refused.unknown("t-1"));
        verifyNoInteractions(orders);
    }

    private Decision decide() {
        return decisions.decide(new AmendmentRequest("t-1", "acme", null, "{}", null));
    }
}
