package org.coincide.engine.acceptance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.lifecycle.OrderFacts;

/** What the decision whether an order is held goes by. */
final class OrderFactsCollector {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** So far over any limit that a number no longer matters, and small enough to be counted with. */
    private static final BigDecimal BEYOND = BigDecimal.valueOf(1_000_000);

    private OrderFactsCollector() {}

    static OrderFacts the(Order order, ClientAccount client, boolean firstOrder) {
        return new OrderFacts(
                percent(order.total(), client.orderLimit()),
                order.payment().method(),
                order.shipTo().country(),
                firstOrder,
                order.pieces());
    }

    /** Rounded up: a cent over the limit is over it. */
    private static int percent(BigDecimal value, BigDecimal limit) {
        if (limit.signum() <= 0) {
            return value.signum() > 0 ? BEYOND.intValue() : 0;
        }
        return value.multiply(HUNDRED)
                .divide(limit, 0, RoundingMode.CEILING)
                .min(BEYOND)
                .intValue();
    }
}
