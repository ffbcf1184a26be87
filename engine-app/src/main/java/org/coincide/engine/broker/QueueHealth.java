package org.coincide.engine.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.coincide.engine.broker.queues.QueueNames;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Reports a client that does not read its queue, a message that its queue cannot get rid of, and a store that fills up, before a limit
 * is reached. The server works, so the status is a custom one that is mapped to HTTP 200 like {@code UP}.
 */
record QueueHealth(QueueInspector queues, BrokerProperties broker) implements HealthIndicator {

    static final String DEGRADED = "DEGRADED";

    private static final int PERCENT = 100;

    @Override
    public Health health() {
        Map<String, String> stuck = stuckQueues();
        Map<String, String> unread = unreadQueues();
        long used = Math.round(queues.storeUsed() * PERCENT);
        boolean degraded = !stuck.isEmpty()
                || !unread.isEmpty()
                || used >= broker.warning().filled();
        Health.Builder health = degraded ? Health.status(DEGRADED) : Health.up();
        health.withDetail("storeUsedPercent", used).withDetail("limits", limits());
        if (!unread.isEmpty()) {
            health.withDetail("unread", unread);
        }
        if (!stuck.isEmpty()) {
            health.withDetail("stuck", stuck);
        }
        return health.build();
    }

    private Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("disk", broker.store().disk().toString());
        limits.put("memory", broker.store().memory().toString());
        limits.put("frame", broker.maxFrameSize().toString());
        limits.put("connections", broker.maxConnections());
        limits.put("connectionsPerAccount", broker.admission().connectionsPerAccount());
        limits.put("messagesPerSecondOfClient", broker.quota().rate());
        limits.put("unreadMessagesOfClient", broker.quota().unread());
        limits.put("unreadSizeOfClient", broker.quota().unreadSize().toString());
        return limits;
    }

    private Map<String, String> stuckQueues() {
        Map<String, String> stuck = new LinkedHashMap<>();
        for (String queue : QueueNames.OF_SERVER) {
            queues.head(queue)
                    .filter(head -> head.age().compareTo(broker.warning().age()) >= 0)
                    .ifPresent(head -> stuck.put(
                            queue,
                            "message %s for %d s"
                                    .formatted(head.messageId(), head.age().toSeconds())));
        }
        return stuck;
    }

    private Map<String, String> unreadQueues() {
        Map<String, String> unread = new LinkedHashMap<>();
        for (QueueInspector.ClientQueue queue : queues.clientQueues()) {
            if (queue.filled() * PERCENT >= broker.warning().filled()) {
                unread.put(
                        queue.clientId(),
                        "%d messages, %d %% of the limit"
                                .formatted(queue.unread(), Math.round(queue.filled() * PERCENT)));
            }
        }
        return unread;
    }
}
