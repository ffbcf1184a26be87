/**
 * Stop ⑨: what the server says arrives.
 *
 * <p>Messages are taken in batches: one transaction in the database for all of a batch, then the acknowledgement. So what
 * is acknowledged is stored, and what is delivered twice is known already. A fault of the database or the broker undoes
 * the batch and waits, for ever if need be; a message that alone cannot be digested is put aside after some attempts. No
 * message reaches a dead-letter queue by this client's doing.
 */
package org.coincide.client.inbox;
