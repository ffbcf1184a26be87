/** The statuses of the three lifecycles of a trade, order, delivery and payment, each alone and all together. Most other packages use them. */
package org.coincide.engine.trade.status;
