package org.coincide.engine.deadletters;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Operators' requests to remove a message that the server fails to process again and again. Such a message is always in flight, so
 * no tool can take it from its queue: the listener removes the message at its next delivery. Requests are kept in memory, per node.
 */
@Component
public class MessageRemovals {

    private static final int LIMIT = 1_000;

    private final Set<String> requested = ConcurrentHashMap.newKeySet();

    /**
     * Requests that a message is moved to the dead letters at its next delivery.
     *
     * @return false if there are too many open requests
     */
    public boolean request(String messageId) {
        return requested.size() < LIMIT && (requested.add(messageId) || requested.contains(messageId));
    }

    public boolean isRequested(String messageId) {
        return requested.contains(messageId);
    }

    public void done(String messageId) {
        requested.remove(messageId);
    }
}
