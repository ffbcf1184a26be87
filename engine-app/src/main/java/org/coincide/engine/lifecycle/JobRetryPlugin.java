package org.coincide.engine.lifecycle;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.coincide.engine.outages.DatabaseOutage;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Does not count an outage of the database as a failed attempt of a job. Otherwise a short outage would use up the retries of all
 * running jobs, and they would wait for minutes or become incidents. A job that collides with another transaction of its trade is
 * executed again at once: the other one has committed, so nothing is gained by the first interval of its retry cycle. A deadlock is such
 * a collision, too.
 */
@Component
class JobRetryPlugin extends AbstractProcessEnginePlugin {

    private static final int CHANGES_PER_ATTEMPT = 2;

    /** SQL states of a transaction that was rolled back for another one: it could not be serialized, or there was a deadlock (PostgreSQL). */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    private final AbandonedJobs abandoned;
    private final int collisions;

    JobRetryPlugin(AbandonedJobs abandoned, JobRetryProperties properties) {
        this.abandoned = abandoned;
        this.collisions = properties.collisions();
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setFailedJobCommandFactory((jobId, failure) -> {
            if (DatabaseOutage.isCauseOf(failure)) {
                abandoned.add(jobId);
            }
            return new Retry(jobId, failure);
        });
    }

    /** Retries a job after the first interval of its retry cycle if the database was unavailable, and at once after a collision. */
    private final class Retry extends DefaultJobRetryCmd {

        private static final long serialVersionUID = 1L;

        Retry(String jobId, Throwable failure) {
            super(jobId, failure);
        }

        @Override
        public Object execute(CommandContext context) {
            context.getTransactionContext()
                    .addTransactionListener(TransactionState.COMMITTED, committed -> abandoned.remove(jobId));
            return super.execute(context);
        }

        @Override
        protected void executeCustomStrategy(CommandContext context, JobEntity job, ActivityImpl activity)
                throws Exception {
            if (isCollision(exception) && collided(job) <= collisions) {
                job.unlock();
                notifyAcquisition(context);
            } else {
                super.executeCustomStrategy(context, job, activity);
            }
        }

        /** Returns whether another transaction changed the same rows first: a stale row, a deadlock, or a lock that was not released in time. */
        private static boolean isCollision(Throwable failure) {
            return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                    .anyMatch(cause -> cause instanceof OptimisticLockingException
                            || cause instanceof ConcurrencyFailureException
                            || cause instanceof SQLException sql
                                    && ROLLED_BACK.contains(String.valueOf(sql.getSQLState())));
        }

        /** Each attempt changes the row of the job twice, by its lock and by the end of the lock; a new job can be stored with a lock. */
        private static int collided(JobEntity job) {
            return (job.getRevision() + 1) / CHANGES_PER_ATTEMPT;
        }

        @Override
        protected boolean shouldDecrementRetriesFor(Throwable failure) {
            return super.shouldDecrementRetriesFor(failure) && !DatabaseOutage.isCauseOf(failure);
        }
    }
}
