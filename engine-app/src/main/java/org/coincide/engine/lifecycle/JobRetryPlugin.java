package org.coincide.engine.lifecycle;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.springframework.stereotype.Component;

/**
 * Does not count an outage of the database as a failed attempt of a job. Otherwise a short outage would use up the retries of all
 * running jobs, and they would wait for minutes or become incidents.
 */
@Component
class JobRetryPlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setFailedJobCommandFactory(OutageRetry::new);
    }

    /** Retries a job after the first interval of its retry cycle if the database was unavailable. */
    static final class OutageRetry extends DefaultJobRetryCmd {

        private static final long serialVersionUID = 1L;

        OutageRetry(String jobId, Throwable failure) {
            super(jobId, failure);
        }

        @Override
        protected boolean shouldDecrementRetriesFor(Throwable failure) {
            return super.shouldDecrementRetriesFor(failure) && !DatabaseOutage.isCauseOf(failure);
        }
    }
}
