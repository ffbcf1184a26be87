package org.coincide.client.requests;

import org.coincide.client.quarantine.QuarantineLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Schedule of the summaries of warnings to the server, and of deleting old messages from the quarantine. */
@Component
class WarningSummarySchedule {

    private static final Logger LOG = LoggerFactory.getLogger(WarningSummarySchedule.class);

    private final WarningPublisher publisher;
    private final QuarantineLimits limits;

    WarningSummarySchedule(WarningPublisher publisher, QuarantineLimits limits) {
        this.publisher = publisher;
        this.limits = limits;
    }

    @Scheduled(fixedDelayString = "${coincide.quarantine.sweep-interval:1m}")
    void sweep() {
        try {
            publisher.publishSummary();
            limits.deleteOld();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The database is unavailable; the quarantine is swept at the next run", e);
        }
    }
}
