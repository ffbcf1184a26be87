/**
 * Consignments that wait for stock, served in the order in which they began to wait.
 */
package org.coincide.engine.delivery.backorders;
