package org.coincide.client.outages;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Reports failures of work that is repeated by itself. An outage of the database makes all such work fail again and again: it is reported
 * with its cause in one line, and not again before {@link OutageProperties#logInterval()} has passed. Any other failure is reported with its
 * stack trace each time.
 */
@Component
class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private final OutageProperties properties;
    private final Clock clock;
    private Instant reported = Instant.MIN;
    private long unreported;

    FailureLog(OutageProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** @param work the work that failed, as the beginning of a sentence */
    void report(String work, Throwable failure) {
        if (DatabaseOutage.isCauseOf(failure)) {
            reportOutage(work, failure);
        } else {
            LOG.error("{} failed, and is repeated.", work, failure);
        }
    }

    private synchronized void reportOutage(String work, Throwable failure) {
        Instant now = clock.instant();
        // A clock that was set back delays no line.
        if (!now.isBefore(reported) && now.isBefore(reported.plus(properties.logInterval()))) {
            unreported++;
            LOG.debug("{} failed because of the database, and is repeated.", work, failure);
            return;
        }
        LOG.warn(
                "{} failed because of the database, and is repeated. Failures of this kind since the last such line: {}. Cause: {}",
                work,
                unreported,
                NestedExceptionUtils.getMostSpecificCause(failure).toString());
        reported = now;
        unreported = 0;
    }
}
