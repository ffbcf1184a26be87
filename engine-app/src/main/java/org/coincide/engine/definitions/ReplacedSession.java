package org.coincide.engine.definitions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * One of the engine's managers, replaced by a subclass.
 *
 * @param getSessionType the engine's manager
 * @param subclass creates the subclass, once for each command
 */
public record ReplacedSession(Class<?> getSessionType, Supplier<Session> subclass) implements SessionFactory {

    @Override
    public Session openSession() {
        return subclass.get();
    }

    /** Replaces managers, beside those that other plugins have replaced. */
    public static void replace(ProcessEngineConfigurationImpl engine, ReplacedSession... sessions) {
        List<SessionFactory> factories = new ArrayList<>();
        if (engine.getCustomSessionFactories() != null) {
            factories.addAll(engine.getCustomSessionFactories());
        }
        factories.addAll(Arrays.asList(sessions));
        engine.setCustomSessionFactories(factories);
    }
}
