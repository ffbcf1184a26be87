/**
 * Step 8: publication. The relay sends the unsent messages of the journal, oldest first, in batches through a transacted JMS
 * session, and marks them as sent afterwards. Delivery is at least once and in sequence per trade. Each commit triggers the relay;
 * it also polls. Of several nodes the holder of the lease sends. {@link org.coincide.engine.publication.ClientQueueSender} is the
 * only class that sends to clients.
 */
package org.coincide.engine.publication;
