package org.coincide.engine.lifecycle;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.stereotype.Component;

/**
 * Does not count an outage of the database as a failed attempt of a job. Otherwise a short outage would use up the retries of all
 * running jobs, and they would wait for minutes or become incidents.
 */
@Component
class JobRetryPlugin extends AbstractProcessEnginePlugin {

    private final AbandonedJobs abandoned;

    JobRetryPlugin(AbandonedJobs abandoned) {
        this.abandoned = abandoned;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setFailedJobCommandFactory((jobId, failure) -> {
            if (DatabaseOutage.isCauseOf(failure)) {
                abandoned.add(jobId);
            }
            return new OutageRetry(jobId, failure, abandoned);
        });
    }

    /** Retries a job after the first interval of its retry cycle if the database was unavailable. */
    static final class OutageRetry extends DefaultJobRetryCmd {

        private static final long serialVersionUID = 1L;

        private final transient AbandonedJobs abandoned;

        OutageRetry(String jobId, Throwable failure, AbandonedJobs abandoned) {
            super(jobId, failure);
            this.abandoned = abandoned;
        }

        @Override
        public Object execute(CommandContext context) {
            context.getTransactionContext()
                    .addTransactionListener(TransactionState.COMMITTED, committed -> abandoned.remove(jobId));
            return super.execute(context);
        }

        @Override
        protected boolean shouldDecrementRetriesFor(Throwable failure) {
            return super.shouldDecrementRetriesFor(failure) && !DatabaseOutage.isCauseOf(failure);
        }
    }
}
