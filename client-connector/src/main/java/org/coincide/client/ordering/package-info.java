/**
 * Step 1: a user of the client places an order.
 *
 * <p>The order is stored first, and the user gets a response. The order is sent when the broker is reachable, and again until
 * the server answers, always with the same bytes and the same reference. An unavailable server or broker delays an order but
 * never loses it, and a repeated send is idempotent.
 */
package org.coincide.client.ordering;
