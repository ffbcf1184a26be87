package org.coincide.engine.outages;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the lines about refused connections and commands at the embedded broker, and leaves out those above the limit of an interval. */
final class LineLimit {

    private static final Logger LOG = LoggerFactory.getLogger(LineLimit.class);

    private final OutageProperties properties;
    private final Clock clock;
    private Instant begun = Instant.MIN;
    private long lines;

    LineLimit(OutageProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns whether one more line is logged. The first one after an interval with too many lines is preceded by their number. */
    synchronized boolean admits() {
        Instant now = clock.instant();
        // A clock that was set back begins a new interval.
        if (now.isBefore(begun) || !now.isBefore(begun.plus(properties.logInterval()))) {
            if (lines > properties.refusals()) {
                LOG.warn(
                        "Lines about refused connections and commands at the broker that were left out: {}.",
                        lines - properties.refusals());
            }
            begun = now;
            lines = 0;
        }
        lines++;
        if (lines == properties.refusals() + 1L) {
            LOG.warn(
                    "The broker refuses connections or commands more than {} times within {}. Further lines are left out until then.",
                    properties.refusals(),
                    properties.logInterval());
        }
        return lines <= properties.refusals();
    }
}
