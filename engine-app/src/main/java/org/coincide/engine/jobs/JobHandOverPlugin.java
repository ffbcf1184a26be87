package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.coincide.engine.definitions.ReplacedSession;
import org.springframework.stereotype.Component;

/** Lets the engine hand new jobs over, and acquire the others by their priority. */
@Component
class JobHandOverPlugin extends AbstractProcessEnginePlugin {

    private final JobHandOver handOver;
    private final DueJobs due;

    JobHandOverPlugin(JobHandOver handOver, DueJobs due) {
        this.handOver = handOver;
        this.due = due;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setJobExecutorAcquireByPriority(true);
        engine.setJobPriorityProvider(new NewOrderPriority());
        ReplacedSession.replace(
                engine,
                new ReplacedSession(JobManager.class, () -> new HandedOverJobs(handOver, due)),
                new ReplacedSession(ExecutionManager.class, KnownExecutions::new),
                new ReplacedSession(VariableInstanceManager.class, KnownVariables::new),
                new ReplacedSession(EventSubscriptionManager.class, KnownSubscriptions::new),
                new ReplacedSession(IncidentManager.class, FailedJobIncidents::new));
        List<CommandInterceptor> interceptors = new ArrayList<>();
        if (engine.getCustomPostCommandInterceptorsTxRequired() != null) {
            interceptors.addAll(engine.getCustomPostCommandInterceptorsTxRequired());
        }
        interceptors.add(new InstanceJobsInterceptor());
        interceptors.add(new DirectStepsInterceptor());
        engine.setCustomPostCommandInterceptorsTxRequired(interceptors);
    }

    /** The engine has read its own statements. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        KnownVariables.addStatement(engine.getSqlSessionFactory().getConfiguration());
    }
}
