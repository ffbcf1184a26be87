package org.coincide.engine.acceptance;

/**
 * A reason for which an order is refused.
 *
 * @param code reason code of the contract, upper snake case
 * @param text the error and its remedy, in one or two sentences
 * @param pointer JSON Pointer (RFC 6901) of the refused value in the order
 */
public record Refusal(String code, String text, String pointer) {}
