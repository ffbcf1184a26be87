/**
 * Step 9: the server's messages arrive.
 *
 * <p>Messages are processed in batches: one database transaction for the whole batch, then the acknowledgement. Every
 * acknowledged message is therefore stored, and a redelivered message is a duplicate. A failure of the database or the broker
 * rolls the batch back; the batch is retried until it succeeds. A message that fails by itself is quarantined after a number
 * of attempts. This client sends no message to a dead-letter queue.
 */
package org.coincide.client.inbox;
