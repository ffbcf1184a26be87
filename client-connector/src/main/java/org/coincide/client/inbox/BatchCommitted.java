package org.coincide.client.inbox;

/** The books have moved: whoever shows them may look again. */
public record BatchCommitted() {}
