package org.coincide.engine.acceptance;

/**
 * One reason why an order is not taken.
 *
 * @param code upper snake case
 * @param text says to a person what is wrong and what to do
 * @param pointer RFC 6901, into the order
 */
public record Refusal(String code, String text, String pointer) {}
