/**
 * The trade, which all steps of the order's journey share: an order from acceptance until its three statuses are final. Only
 * {@link org.coincide.engine.trade.Trades#move} changes its statuses, by one legal step at a time and with a gapless sequence. A
 * step that the contract's {@code transitions.json} does not allow throws an exception, which rolls the caller's transaction back.
 */
package org.coincide.engine.trade;
