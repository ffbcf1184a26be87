/**
 * Events at the payment provider: stored once, then applied to the process that waits, to the refund, or by a task for accounting.
 */
package org.coincide.engine.payment.events;
