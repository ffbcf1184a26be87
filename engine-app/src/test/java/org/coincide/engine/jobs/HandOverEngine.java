package org.coincide.engine.jobs;

import java.util.Map;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.coincide.engine.hsqldb.EngineInMemory;
import org.coincide.engine.jobs.threads.JobThreads;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** An engine that hands jobs over, and whose job executor is active but acquires none. */
final class HandOverEngine {

    private HandOverEngine() {}

    /**
     * Starts an engine.
     *
     * @param beans delegates and listeners by their names in models
     * @param lockedAsRead see {@link DirectSteps#ofJob}
     */
    static ProcessEngine start(Map<Object, Object> beans, Predicate<String> lockedAsRead) {
        ProcessEngineConfigurationImpl configuration = EngineInMemory.configuration();
        configuration.setBeans(beans);
        configuration.setJobExecutor(new DefaultJobExecutor() {
            @Override
            public boolean isActive() {
                return true;
            }
        });
        var threads = new StaticListableBeanFactory().getBeanProvider(JobThreads.class);
        var due = new DueJobs();
        configuration
                .getProcessEnginePlugins()
                .add(new JobHandOverPlugin(new JobHandOver(threads, due), due, lockedAsRead));
        return configuration.buildProcessEngine();
    }
}
