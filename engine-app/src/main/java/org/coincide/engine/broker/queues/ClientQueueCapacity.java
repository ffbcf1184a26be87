package org.coincide.engine.broker.queues;

/** The room in the clients' queues. A publisher that respects the capacity leaves unread messages where they are already stored. */
public interface ClientQueueCapacity {

    /** Returns the number of messages that can be sent to the client's queue now; 0 until the client reads. */
    int remaining(String clientId);

    /** Returns whether the client's queue has messages that the client has not acknowledged; false if the broker does not report it. */
    default boolean hasUnread(String clientId) {
        return false;
    }
}
