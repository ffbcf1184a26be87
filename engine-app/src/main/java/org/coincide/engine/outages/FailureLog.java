package org.coincide.engine.outages;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reports failures of work that is repeated by itself. An outage of the database, the broker or a partner makes all such work fail again
 * and again: it is reported with its cause in one line, and not again before {@link OutageProperties#logInterval()} has passed. Any other
 * failure is reported with its stack trace each time.
 */
@Component
public class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private final OutageProperties properties;
    private final Clock clock;
    private final Map<UnavailableSystem, Reported> reported = new EnumMap<>(UnavailableSystem.class);

    FailureLog(OutageProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** @param work the work that failed, as the beginning of a sentence */
    public void report(String work, Throwable failure) {
        UnavailableSystem.of(failure)
                .ifPresentOrElse(
                        outage -> reportOutage(work, outage, failure),
                        () -> LOG.error("{} failed, and is repeated.", work, failure));
    }

    private synchronized void reportOutage(String work, UnavailableSystem outage, Throwable failure) {
        Instant now = clock.instant();
        Reported last = reported.getOrDefault(outage, Reported.NEVER);
        // A clock that was set back delays no line.
        if (!now.isBefore(last.at()) && now.isBefore(last.at().plus(properties.logInterval()))) {
            reported.put(outage, new Reported(last.at(), last.since() + 1));
            LOG.debug("{} failed because of {}, and is repeated.", work, outage.subject(), failure);
            return;
        }
        LOG.warn(
                "{} failed because of {}, and is repeated. Failures of this kind since the last such line: {}. Cause: {}",
                work,
                outage.subject(),
                last.since(),
                outage.causeOf(failure));
        reported.put(outage, new Reported(now, 0));
    }

    /**
     * The last line about an outage.
     *
     * @param since failures since that line
     */
    private record Reported(Instant at, long since) {

        static final Reported NEVER = new Reported(Instant.MIN, 0);
    }
}
