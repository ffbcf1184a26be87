/**
 * Outside the order's journey: the operators' list of trades, the view of one trade with everything that the server knows of it, and the
 * actions of an operator. Finished trades are included. Reads and acts through the packages that own the data.
 */
package org.coincide.engine.operations.trades;
