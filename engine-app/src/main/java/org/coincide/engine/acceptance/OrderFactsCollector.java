package org.coincide.engine.acceptance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.lifecycle.OrderFacts;

/** Collects the facts of an order that the decision table for holding orders uses. */
final class OrderFactsCollector {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** The cap of the percentage: far above any limit that a decision table compares, and within the range of an int. */
    private static final BigDecimal MAX_PERCENT = BigDecimal.valueOf(1_000_000);

    /** The column of the engine's text variables. */
    private static final int MAX_TEXT = 4000;

    private static final String SEPARATOR = ",";

    private OrderFactsCollector() {}

    static OrderFacts collect(Order order, ClientAccount client, boolean firstOrder) {
        return new OrderFacts(
                percent(order.total(), client.orderLimit()),
                order.payment().method(),
                order.shipTo().country(),
                firstOrder,
                order.pieces(),
                client.id(),
                order.total(),
                order.currency(),
                articles(order));
    }

    /** As many articles as a text variable of the engine can hold. */
    private static String articles(Order order) {
        StringBuilder articles = new StringBuilder(SEPARATOR);
        for (String sku : order.lines().stream().map(Order.Line::sku).distinct().toList()) {
            if (articles.length() + sku.length() < MAX_TEXT) {
                articles.append(sku).append(SEPARATOR);
            }
        }
        return articles.toString();
    }

    /** The value in percent of the limit, rounded up: a value one cent over the limit exceeds 100 percent. */
    private static int percent(BigDecimal value, BigDecimal limit) {
        if (limit.signum() <= 0) {
            return value.signum() > 0 ? MAX_PERCENT.intValue() : 0;
        }
        return value.multiply(HUNDRED)
                .divide(limit, 0, RoundingMode.CEILING)
                .min(MAX_PERCENT)
                .intValue();
    }
}
