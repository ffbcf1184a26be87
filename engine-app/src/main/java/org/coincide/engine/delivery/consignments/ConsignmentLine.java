package org.coincide.engine.delivery.consignments;

/**
 * Pieces of a line of the order in a consignment.
 *
 * @param number of the order's line
 * @param name of the article; null if it is not in the catalogue any more
 * @param weight of a piece, in grams; 0 if unknown
 */
public record ConsignmentLine(int number, String sku, String name, int quantity, int weight) {}
