/**
 * Stop ①: a user of the client places an order.
 *
 * <p>It is stored before anything else, and the user has the answer then; it is sent when the broker is there, and again
 * while no answer comes, always as the same bytes under the same reference. So a server or a broker that is away delays an
 * order and never loses it, and a doubled send is harmless.
 */
package org.coincide.client.ordering;
