/** The W3C trace of each trade: that of the order that opened it, or one of its own whose id is the trading identifier. */
package org.coincide.engine.tracing;
