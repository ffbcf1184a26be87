/**
 * The road between the two organisations: this client's account at the broker, and the only place that sends.
 *
 * <p>A send is persistent and transacted, all of a batch or nothing, and never waits for ever. Who sends again when the
 * broker was away are the outboxes of orders and requests.
 */
package org.coincide.client.broker;
