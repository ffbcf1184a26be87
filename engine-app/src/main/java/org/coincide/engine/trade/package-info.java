/**
 * The trade itself: one order from acceptance until its three statuses are final. Every stop of the journey reads it;
 * it moves only by {@link org.coincide.engine.trade.Trades#move}, one legal step at a time, with a sequence that has no
 * gap. A step that the contract's {@code transitions.json} forbids throws, and the caller's transaction is gone.
 */
package org.coincide.engine.trade;
