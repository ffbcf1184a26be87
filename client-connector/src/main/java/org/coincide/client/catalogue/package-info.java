/**
 * Outside the order's journey: the server's products and prices, for the form of orders.
 *
 * <p>The catalogue is fetched from the server by HTTP and stored, so that it can be read while the server is unavailable. It
 * binds nobody: the server checks each order's prices at its acceptance.
 */
package org.coincide.client.catalogue;
