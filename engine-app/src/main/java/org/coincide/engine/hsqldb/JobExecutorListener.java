package org.coincide.engine.hsqldb;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.coincide.engine.storage.StorageChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stops the engine's job executor while nothing can be stored: its jobs would fail, and wait for the end of their locks. */
@Component
class JobExecutorListener {

    private final ProcessEngine engine;

    JobExecutorListener(ProcessEngine engine) {
        this.engine = engine;
    }

    @EventListener
    void executeOnlyWhatCanBeStored(StorageChanged storage) {
        JobExecutor jobs = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        if (storage.writable()) {
            jobs.start();
        } else {
            jobs.shutdown();
        }
    }
}
