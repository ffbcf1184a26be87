package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.springframework.stereotype.Component;

/** Lets the engine hand new jobs over. */
@Component
class JobHandOverPlugin extends AbstractProcessEnginePlugin {

    private final JobHandOver handOver;

    JobHandOverPlugin(JobHandOver handOver) {
        this.handOver = handOver;
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
        factories.add(new Factory(JobManager.class, () -> new HandedOverJobs(handOver)));
        factories.add(new Factory(ExecutionManager.class, KnownExecutions::new));
        factories.add(new Factory(IncidentManager.class, FailedJobIncidents::new));
        engine.setCustomSessionFactories(factories);
    }
}
