package org.coincide.client.inbox;

/** Application event: a batch is committed, and trades or warnings may have changed. */
public record BatchCommitted() {}
