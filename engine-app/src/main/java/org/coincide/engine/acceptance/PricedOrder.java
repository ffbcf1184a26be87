package org.coincide.engine.acceptance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.coincide.engine.catalogue.Product;

/**
 * An order together with the facts that the policies compare it with.
 *
 * @param products the products of the order that the catalogue has, by article number (SKU)
 * @param today first date on which the order could be delivered
 */
record PricedOrder(Order order, Map<String, Product> products, LocalDate today) {

    /** The westernmost time zone: a date that is over there is over everywhere. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    static PricedOrder placedAt(Instant time, Order order, Map<String, Product> products) {
        return new PricedOrder(order, products, LocalDate.ofInstant(time, LAST_ZONE));
    }
}
