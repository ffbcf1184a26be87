package org.coincide.engine.definitions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
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

    private record Factory(Class<?> getSessionType, Supplier<Session> sessions) implements SessionFactory {

        @Override
        public Session openSession() {
            return sessions.get();
        }
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<SessionFactory> factories = new ArrayList<>();
        if (engine.getCustomSessionFactories() != null) {
            factories.addAll(engine.getCustomSessionFactories());
        }
        factories.add(new Factory(JobDefinitionManager.class, () -> new CachedJobDefinitions(cache)));
        factories.add(new Factory(ProcessDefinitionManager.class, () -> new CachedProcessDefinitions(cache)));
        engine.setCustomSessionFactories(factories);
    }
}
