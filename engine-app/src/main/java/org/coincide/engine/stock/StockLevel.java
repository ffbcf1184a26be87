package org.coincide.engine.stock;

import java.time.LocalDate;

/**
 * The stock level of an article, in pieces.
 *
 * @param reserved pieces on hand that are reserved for consignments
 * @param awaited pieces for which consignments wait
 * @param nextSupply expected date of the next supply; null if unknown
 */
public record StockLevel(String sku, int onHand, int reserved, int awaited, LocalDate nextSupply) {}
