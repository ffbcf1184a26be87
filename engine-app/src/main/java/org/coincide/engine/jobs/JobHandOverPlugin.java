package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.coincide.engine.definitions.ReplacedSession;
import org.springframework.stereotype.Component;

/** Lets the engine hand new jobs over. */
@Component
class JobHandOverPlugin extends AbstractProcessEnginePlugin {

    private final JobHandOver handOver;

    JobHandOverPlugin(JobHandOver handOver) {
        this.handOver = handOver;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ReplacedSession.replace(
                engine,
                new ReplacedSession(JobManager.class, () -> new HandedOverJobs(handOver)),
                new ReplacedSession(ExecutionManager.class, KnownExecutions::new),
                new ReplacedSession(IncidentManager.class, FailedJobIncidents::new));
    }
}
