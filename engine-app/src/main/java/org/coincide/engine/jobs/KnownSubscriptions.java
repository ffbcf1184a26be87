package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;

/**
 * Reads all subscriptions of the execution that receives a message at once. The engine reads the one of the message first, and all of
 * them when the execution moves on.
 */
final class KnownSubscriptions extends EventSubscriptionManager {

    private final Map<String, List<EventSubscriptionEntity>> ofExecutions = new HashMap<>();

    @Override
    public List<EventSubscriptionEntity> findEventSubscriptionsByNameAndExecution(
            String type, String name, String execution, boolean lock) {
        if (lock) {
            return super.findEventSubscriptionsByNameAndExecution(type, name, execution, true);
        }
        return ofExecutions.computeIfAbsent(execution, super::findEventSubscriptionsByExecution).stream()
                .filter(subscription ->
                        type.equals(subscription.getEventType()) && name.equals(subscription.getEventName()))
                .toList();
    }

    @Override
    public List<EventSubscriptionEntity> findEventSubscriptionsByExecution(String execution) {
        List<EventSubscriptionEntity> known = ofExecutions.get(execution);
        return known == null ? super.findEventSubscriptionsByExecution(execution) : new ArrayList<>(known);
    }
}
