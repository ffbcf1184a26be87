package org.coincide.engine.stock;

import java.time.LocalDate;

/**
 * Where an article stands, in pieces.
 *
 * @param reserved of those on hand, promised to consignments
 * @param awaited wanted by consignments that wait
 * @param nextSupply null where nobody knows
 */
public record Shelf(String sku, int onHand, int reserved, int awaited, LocalDate nextSupply) {}
