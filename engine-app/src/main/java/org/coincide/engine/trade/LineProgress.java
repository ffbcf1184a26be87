package org.coincide.engine.trade;

/**
 * The progress of a line in the consignments of its trade, in pieces.
 *
 * @param number number of the line
 * @param planned pieces in consignments that are not cancelled
 * @param shipped pieces that were handed over to the carrier
 * @param delivered pieces that were delivered
 */
public record LineProgress(int number, int planned, int shipped, int delivered) {}
