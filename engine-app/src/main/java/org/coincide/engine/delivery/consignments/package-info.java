/**
 * Step 5, goods: consignments, and their booking at the carrier. A booking has an idempotency key, and is committed before the call.
 * The shipped and delivered pieces of a trade's lines are the sums of its consignments.
 */
package org.coincide.engine.delivery.consignments;
