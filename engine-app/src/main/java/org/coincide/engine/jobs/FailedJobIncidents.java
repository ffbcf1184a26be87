package org.coincide.engine.jobs;

import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;

/**
 * Skips the search for incidents of a job whose row is unchanged since its creation: each failure, each lock and each change of its
 * retries raises the revision of the row.
 */
final class FailedJobIncidents extends IncidentManager {

    private static final int AS_CREATED = 1;

    @Override
    public List<Incident> findIncidentByConfiguration(String configuration) {
        JobEntity job =
                configuration == null ? null : getDbEntityManager().getCachedEntity(JobEntity.class, configuration);
        return job != null && job.getRevision() <= AS_CREATED && job.getExceptionMessage() == null
                ? List.of()
                : super.findIncidentByConfiguration(configuration);
    }
}
