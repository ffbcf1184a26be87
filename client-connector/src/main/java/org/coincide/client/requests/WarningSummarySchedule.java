package org.coincide.client.requests;

import java.io.UncheckedIOException;
import org.coincide.client.quarantine.OldMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Schedule of the summaries of warnings to the server, and of removing old messages from the quarantine. */
@Component
class WarningSummarySchedule {

    private static final Logger LOG = LoggerFactory.getLogger(WarningSummarySchedule.class);

    private final WarningPublisher publisher;
    private final OldMessages old;
    private volatile String failure;

    WarningSummarySchedule(WarningPublisher publisher, OldMessages old) {
        this.publisher = publisher;
        this.old = old;
    }

    @Scheduled(fixedDelayString = "${coincide.quarantine.sweep-interval:1m}")
    void sweep() {
        try {
            publisher.publishSummary();
            removeOld();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The database is unavailable; the quarantine is swept at the next run", e);
        }
    }

    private void removeOld() {
        try {
            while (old.removeSome()) {
                LOG.debug("The quarantine has more messages that are too old");
            }
            failure = null;
        } catch (UncheckedIOException unwritable) {
            if (!unwritable.getMessage().equals(failure)) {
                LOG.warn("{}", unwritable.getMessage(), unwritable);
            }
            failure = unwritable.getMessage();
        }
    }
}
