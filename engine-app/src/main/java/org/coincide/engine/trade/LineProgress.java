package org.coincide.engine.trade;

/**
 * What a trade's consignments say of one line, in pieces.
 *
 * @param number of the line
 * @param planned in all consignments that have not been cancelled
 * @param shipped on their way or further
 * @param delivered arrived
 */
public record LineProgress(int number, int planned, int shipped, int delivered) {}
