package org.coincide.client.inbox;

/**
 * Application event: a batch is committed, and trades, orders or warnings may have changed.
 *
 * @param withStatement true if the server has stated its trades, so that it was heard
 */
public record BatchCommitted(boolean withStatement) {}
