package org.coincide.engine.delivery.consignments;

/**
 * Pieces of one line of the order in a consignment.
 *
 * @param number of the order's line
 * @param name of the article; null where it is in the catalogue no longer
 */
public record ConsignmentLine(int number, String sku, String name, int quantity) {}
