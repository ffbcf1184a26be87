package org.coincide.engine.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.requests.ReturnPolicies.RequestedReturn;
import org.coincide.engine.trade.Amounts;
import org.coincide.engine.trade.Facts.PaymentFacts;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;
import org.junit.jupiter.api.Test;

class ReturnPoliciesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    private static final Instant LAST_DAY = NOW.plus(Duration.ofDays(1));
    private static final BigDecimal PRICE = new BigDecimal("12.50");

    @Test
    void deliveredAndPaidGoodsCanBeReturned() {
        assertThat(breach(trade(DeliveryStatus.DELIVERED, PaymentStatus.PAID, 0), 3, LAST_DAY))
                .isEmpty();
    }

    @Test
    void aDayAfterTheWindowIsTooLate() {
        assertThat(breach(trade(DeliveryStatus.DELIVERED, PaymentStatus.PAID, 0), 1, NOW.minusSeconds(1)))
                .startsWith("TOO_LATE");
    }

    @Test
    void aDeliveryThatIsStillOnItsWayIsWaitedFor() {
        assertThat(breach(trade(DeliveryStatus.PARTIALLY_DELIVERED, PaymentStatus.PAID, 0), 1, LAST_DAY))
                .startsWith("NOT_DELIVERED");
    }

    @Test
    void returnedPiecesCannotBeReturnedAgain() {
        Trade trade = trade(DeliveryStatus.PARTIALLY_RETURNED, PaymentStatus.PARTIALLY_REFUNDED, 1);
        assertThat(ReturnPolicies.violation(new RequestedReturn(
                        trade, paid(trade, BigDecimal.ZERO), Map.of(1, 2), Map.of(1, 1), LAST_DAY, NOW)))
                .map(Refused::code)
                .contains("TOO_MANY");
        assertThat(ReturnPolicies.violation(new RequestedReturn(
                        trade, paid(trade, BigDecimal.ZERO), Map.of(1, 1), Map.of(1, 1), LAST_DAY, NOW)))
                .isEmpty();
    }

    @Test
    void anUnpaidInvoiceIsPaidFirst() {
        assertThat(breach(trade(DeliveryStatus.DELIVERED, PaymentStatus.PENDING, 0), 1, LAST_DAY))
                .startsWith("NOT_PAID");
        assertThat(breach(trade(DeliveryStatus.DELIVERED, PaymentStatus.PARTIALLY_PAID, 0), 1, LAST_DAY))
                .startsWith("NOT_PAID");
    }

    @Test
    void goodsAreUnpaidAlsoIfLostOnesWereRefunded() {
        Trade trade = trade(DeliveryStatus.DELIVERED, PaymentStatus.PARTIALLY_REFUNDED, 1);
        assertThat(breach(trade, paid(trade, PRICE), 1, LAST_DAY)).startsWith("NOT_PAID");
    }

    private static String breach(Trade trade, int pieces, Instant lastDay) {
        return breach(trade, paid(trade, BigDecimal.ZERO), pieces, lastDay);
    }

    private static PaymentFacts paid(Trade trade, BigDecimal lost) {
        return new PaymentFacts(trade.amounts(), lost, BigDecimal.ZERO);
    }

    private static String breach(Trade trade, PaymentFacts payment, int pieces, Instant lastDay) {
        return ReturnPolicies.violation(new RequestedReturn(trade, payment, Map.of(1, pieces), Map.of(), lastDay, NOW))
                .map(refused -> refused.code() + " " + refused.text())
                .orElse("");
    }

    private static Trade trade(DeliveryStatus delivery, PaymentStatus payment, int returned) {
        BigDecimal total = PRICE.multiply(BigDecimal.valueOf(3));
        return new Trade(
                "6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b",
                "acme",
                "PO-1",
                "0".repeat(64),
                null,
                "{}",
                "EUR",
                total,
                new Statuses(OrderStatus.COMPLETED, delivery, payment),
                null,
                null,
                new Amounts(total, total, PRICE.multiply(BigDecimal.valueOf(returned))),
                List.of(new TradeLine(1, "TEA-EARL-GREY-100", 3, PRICE, 0, 3, 3, returned)),
                9,
                null,
                true,
                NOW,
                NOW,
                null);
    }
}
