/**
 * Stop 5, goods: consignments, and the carrier that takes them. A hand-over carries an idempotency key that is stored,
 * and committed, before the call. What is shipped and delivered of a trade's lines is the sum of its consignments.
 */
package org.coincide.engine.delivery.consignments;
