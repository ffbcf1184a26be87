/**
 * Stop 8: publication. The relay sends what the journal holds unsent, oldest first, in batches through a transacted JMS
 * session, and marks it afterwards: at least once, in order per trade. It is woken by each commit and looks by itself
 * now and then. Of several nodes one holds the lease. {@link org.coincide.engine.publication.ClientQueueSender} is the only
 * place that sends to a client.
 */
package org.coincide.engine.publication;
