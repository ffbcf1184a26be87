/** The statuses of the three lifecycles of a trade: order, delivery and payment, alone and together. All stops of the order's journey share them. */
package org.coincide.engine.trade.status;
