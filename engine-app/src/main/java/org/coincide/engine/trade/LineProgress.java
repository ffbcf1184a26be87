package org.coincide.engine.trade;

/**
 * How many pieces of a line its consignments have taken and brought.
 *
 * @param number of the line
 */
public record LineProgress(int number, int shipped, int delivered) {}
