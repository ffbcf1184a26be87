package org.coincide.engine.trade;

/**
 * A trade whose order has been changed by its client.
 *
 * @param revision of the order's contents; the order as placed was 1
 */
public record Amendment(Trade trade, int revision) {}
