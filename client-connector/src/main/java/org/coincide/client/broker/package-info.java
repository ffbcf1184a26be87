/**
 * The connection to the broker: this client's account, and the only class that sends messages.
 *
 * <p>A send is persistent, transacted for the whole batch, and times out. The outboxes of orders and requests retry a failed
 * send.
 */
package org.coincide.client.broker;
