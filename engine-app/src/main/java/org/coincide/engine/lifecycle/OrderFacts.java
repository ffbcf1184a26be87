package org.coincide.engine.lifecycle;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The facts of an order that its process and its decision tables can use.
 *
 * @param limitPercent the order's value in percent of the client's order limit, rounded up
 * @param paymentMethod CARD or INVOICE
 * @param shipToCountry ISO 3166-1 alpha-2
 * @param firstOrder whether the client had no earlier trade
 * @param pieces total number of pieces of all lines
 * @param clientId the client's account
 * @param total the order's value, in its currency
 * @param currency ISO 4217
 * @param articles the ordered articles, each enclosed in commas, such as {@code ,TEA-EARL-GREY-100,POT-CAST-IRON,}
 */
public record OrderFacts(
        int limitPercent,
        String paymentMethod,
        String shipToCountry,
        boolean firstOrder,
        int pieces,
        String clientId,
        BigDecimal total,
        String currency,
        String articles) {

    Map<String, Object> asVariables() {
        return Map.of(
                "limitPercent", limitPercent,
                "paymentMethod", paymentMethod,
                "shipToCountry", shipToCountry,
                "firstOrder", firstOrder,
                "pieces", pieces,
                "clientId", clientId,
                "total", total.doubleValue(),
                "currency", currency,
                "articles", articles);
    }
}
