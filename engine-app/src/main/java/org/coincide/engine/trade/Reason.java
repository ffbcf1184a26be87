package org.coincide.engine.trade;

/**
 * Why a trade stands as it does.
 *
 * @param code upper snake case, such as {@code OUT_OF_STOCK}
 * @param text for a person; may be null
 */
public record Reason(String code, String text) {}
