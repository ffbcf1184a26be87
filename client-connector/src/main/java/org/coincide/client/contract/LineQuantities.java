package org.coincide.client.contract;

/** How far one line of a trade has come, in pieces. */
public record LineQuantities(int number, int ordered, int cancelled, int shipped, int delivered, int returned) {}
