package org.coincide.client.contract;

/** Quantities of one line of a trade, in pieces. */
public record LineQuantities(int number, int ordered, int cancelled, int shipped, int delivered, int returned) {}
