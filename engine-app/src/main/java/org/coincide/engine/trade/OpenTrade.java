package org.coincide.engine.trade;

/**
 * An open trade, without its contents.
 *
 * @param sequence sequence of the last message
 */
public record OpenTrade(String tradingId, long sequence, Statuses statuses) {}
