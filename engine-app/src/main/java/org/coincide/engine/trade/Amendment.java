package org.coincide.engine.trade;

/**
 * A trade whose order was amended by its client.
 *
 * @param revision revision of the order's contents; the order as placed is revision 1
 */
public record Amendment(Trade trade, int revision) {}
