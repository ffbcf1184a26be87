package org.coincide.engine.backlog;

/**
 * Event: the backlog has reached its limit, or is small again.
 *
 * @param full whether no further order is accepted
 */
public record BacklogChanged(boolean full) {}
