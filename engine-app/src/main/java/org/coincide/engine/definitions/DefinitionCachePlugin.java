package org.coincide.engine.definitions;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.springframework.stereotype.Component;

/** Lets the engine read definitions from the cache. */
@Component
class DefinitionCachePlugin extends AbstractProcessEnginePlugin {

    private final DefinitionCache cache;

    DefinitionCachePlugin(DefinitionCache cache) {
        this.cache = cache;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setHistoryEventProducer(new HistoryOfKnownModels(cache));
        ReplacedSession.replace(
                engine,
                new ReplacedSession(JobDefinitionManager.class, () -> new CachedJobDefinitions(cache)),
                new ReplacedSession(ProcessDefinitionManager.class, () -> new CachedProcessDefinitions(cache)),
                new ReplacedSession(DecisionDefinitionManager.class, () -> new CachedDecisionDefinitions(cache)));
    }
}
