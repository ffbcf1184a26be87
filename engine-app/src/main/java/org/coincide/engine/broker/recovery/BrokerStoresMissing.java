package org.coincide.engine.broker.recovery;

import java.util.Set;

/**
 * Event: the embedded broker has no store for these clients, which are new, or whose store was deleted or set aside because it was damaged.
 * The messages that they have not received must be sent again. Empty stores are created only after the listeners have returned, so that the
 * event is repeated if one fails.
 */
public record BrokerStoresMissing(Set<String> clientIds) {

    public BrokerStoresMissing {
        clientIds = Set.copyOf(clientIds);
    }
}
