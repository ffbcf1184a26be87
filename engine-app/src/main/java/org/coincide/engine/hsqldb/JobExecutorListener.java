package org.coincide.engine.hsqldb;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.coincide.engine.storage.StorageChanged;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stops the engine's job executor while nothing can be stored: its jobs would fail, and wait for the end of their locks. */
@Component
class JobExecutorListener {

    private final ObjectProvider<JobExecutor> jobs;

    JobExecutorListener(ObjectProvider<JobExecutor> jobs) {
        this.jobs = jobs;
    }

    @EventListener
    void executeOnlyWhatCanBeStored(StorageChanged storage) {
        jobs.ifAvailable(storage.writable() ? JobExecutor::start : JobExecutor::shutdown);
    }
}
