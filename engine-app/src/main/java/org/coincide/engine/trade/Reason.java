package org.coincide.engine.trade;

/**
 * The reason of a status.
 *
 * @param code reason code of the contract, such as {@code OUT_OF_STOCK}
 * @param text explanation for a person; may be null
 */
public record Reason(String code, String text) {}
