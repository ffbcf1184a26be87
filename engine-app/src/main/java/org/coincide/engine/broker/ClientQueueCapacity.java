package org.coincide.engine.broker;

/** The room in the clients' queues. A publisher that respects the capacity leaves unread messages where they are already stored. */
public interface ClientQueueCapacity {

    /** Returns the number of messages that can be sent to the client's queue now; 0 until the client reads. */
    int remaining(String clientId);
}
