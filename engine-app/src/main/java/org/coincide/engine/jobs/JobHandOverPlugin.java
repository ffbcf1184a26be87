package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.coincide.engine.definitions.ReplacedSession;
import org.coincide.engine.trade.Trades;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Lets the engine hand new jobs over, and acquire the others by their priority. */
@Component
class JobHandOverPlugin extends AbstractProcessEnginePlugin {

    private final JobHandOver handOver;
    private final DueJobs due;
    private final Predicate<String> lockedAsRead;

    @Autowired
    JobHandOverPlugin(JobHandOver handOver, DueJobs due, Trades trades) {
        this(handOver, due, trades::isLockedAsRead);
    }

    /** @param lockedAsRead see {@link DirectSteps#ofJob} */
    JobHandOverPlugin(JobHandOver handOver, DueJobs due, Predicate<String> lockedAsRead) {
        this.handOver = handOver;
        this.due = due;
        this.lockedAsRead = lockedAsRead;
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
        interceptors.add(new DirectStepsInterceptor(lockedAsRead));
        engine.setCustomPostCommandInterceptorsTxRequired(interceptors);
    }

    /** The engine has read its own statements, and has its job executor. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        JobExecutor executor = engine.getJobExecutor();
        executor.setAcquireJobsCmdFactory(atMost -> new AcquisitionInOrder(executor, atMost));
        KnownVariables.addStatement(engine.getSqlSessionFactory().getConfiguration());
    }
}
