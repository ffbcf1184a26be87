package org.coincide.client.forwarding;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The names of the receivers that are configured now: the webhooks, and the own queue. The tables can have rows of earlier ones. */
@Component
class ConfiguredReceivers {

    private final Set<String> names;

    ConfiguredReceivers(WebhookProperties webhooks, ForwardingQueueProperties queue) {
        Set<String> configured = new TreeSet<>(webhooks.receivers().keySet());
        if (queue.isEnabled()) {
            configured.add(QueueReceiver.NAME);
        }
        this.names = Set.copyOf(configured);
    }

    Set<String> names() {
        return names;
    }
}
