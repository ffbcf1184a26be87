package org.coincide.engine.definitions;

import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** Creates the engine's history events with process definitions from the cache. */
final class HistoryOfKnownModels extends CacheAwareHistoryEventProducer {

    private final DefinitionCache cache;

    HistoryOfKnownModels(DefinitionCache cache) {
        this.cache = cache;
    }

    @Override
    protected ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
        return cache.process(id, () -> super.getProcessDefinitionEntity(id));
    }
}
