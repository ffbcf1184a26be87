package org.coincide.engine.catalogue;

import java.math.BigDecimal;

/**
 * A product of the catalogue.
 *
 * @param unitPrice price of one piece, in {@code currency} (ISO 4217)
 * @param weight of one piece, in grams; 0 if unknown
 */
public record Product(String sku, String name, BigDecimal unitPrice, String currency, int weight) {

    Product withPrice(BigDecimal price) {
        return new Product(sku, name, price, currency, weight);
    }
}
