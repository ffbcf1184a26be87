package org.coincide.engine.lifecycle;

import java.util.Map;

/**
 * What the order's process is told of its order: all that its decision table may ask for.
 *
 * @param limitPercent the order's value in percent of what one order of the client may be worth, rounded up
 * @param paymentMethod CARD or INVOICE
 * @param shipToCountry ISO 3166-1 alpha-2
 * @param firstOrder whether the client had no trade before
 * @param pieces of all lines together
 */
public record OrderFacts(int limitPercent, String paymentMethod, String shipToCountry, boolean firstOrder, int pieces) {

    Map<String, Object> asVariables() {
        return Map.of(
                "limitPercent", limitPercent,
                "paymentMethod", paymentMethod,
                "shipToCountry", shipToCountry,
                "firstOrder", firstOrder,
                "pieces", pieces);
    }
}
