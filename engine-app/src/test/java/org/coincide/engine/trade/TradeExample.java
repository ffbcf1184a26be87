package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;

/** A trade of three pieces at 12.50 EUR, to be varied by a test. */
final class TradeExample {

    private static final Instant THEN = Instant.parse("2026-11-24T09:00:00Z");

    private String tradingId = "6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b";
    private Statuses statuses = Statuses.FIRST;
    private OrderStatus heldFrom;
    private Amounts amounts = Amounts.NONE;
    private TradeLine line = TradeLine.ordered(1, "TEA-EARL-GREY-100", 3, new BigDecimal("12.50"));
    private long sequence = 1;
    private boolean closed;
    private String paymentMethod = "CARD";

    TradeExample id(String id) {
        tradingId = id;
        return this;
    }

    TradeExample paidBy(String method) {
        paymentMethod = method;
        return this;
    }

    TradeExample order(OrderStatus order) {
        statuses = new Statuses(order, statuses.delivery(), statuses.payment());
        return this;
    }

    TradeExample delivery(DeliveryStatus delivery) {
        statuses = new Statuses(statuses.order(), delivery, statuses.payment());
        return this;
    }

    TradeExample payment(PaymentStatus payment) {
        statuses = new Statuses(statuses.order(), statuses.delivery(), payment);
        return this;
    }

    TradeExample heldFrom(OrderStatus from) {
        heldFrom = from;
        return this;
    }

    TradeExample amounts(String authorized, String captured, String refunded) {
        amounts = new Amounts(new BigDecimal(authorized), new BigDecimal(captured), new BigDecimal(refunded));
        return this;
    }

    TradeExample quantities(int cancelled, int shipped, int delivered, int returned) {
        line = new TradeLine(1, line.sku(), line.quantity(), line.unitPrice(), cancelled, shipped, delivered, returned);
        return this;
    }

    TradeExample sequence(long number) {
        sequence = number;
        return this;
    }

    TradeExample closed() {
        closed = true;
        return this;
    }

    Trade trade() {
        return new Trade(
                tradingId,
                "acme",
                "PO-1",
                "0".repeat(64),
                null,
                "{\"payment\":{\"method\":\"%s\"}}".formatted(paymentMethod),
                "EUR",
                new BigDecimal("37.50"),
                statuses,
                heldFrom,
                null,
                amounts,
                List.of(line),
                sequence,
                null,
                closed,
                THEN,
                THEN,
                null);
    }
}
