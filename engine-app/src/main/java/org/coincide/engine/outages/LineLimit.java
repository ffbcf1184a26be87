package org.coincide.engine.outages;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the lines that a client, a partner or a stranger can cause as often as it likes, and leaves out those above the limit of an
 * interval. Each account or address has a limit of its own, so that a noisy one hides no other. Above a number of them, all further
 * ones share one limit: memory and lines of an interval are bounded, whatever addresses come.
 */
final class LineLimit {

    private static final Logger LOG = LoggerFactory.getLogger(LineLimit.class);

    /** The name of all peers above the limit of {@link OutageProperties#peers()}. */
    private static final String OTHERS = "all others";

    private final OutageProperties properties;
    private final Clock clock;
    private final Map<Source, Long> lines = new HashMap<>();
    private Instant begun = Instant.MIN;

    LineLimit(OutageProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Returns whether one more line is logged. The first one after an interval with too many lines is preceded by their numbers.
     *
     * @param subject the subject of the lines, as in "Lines about refused logins"
     * @param peer account or address that causes the line
     */
    synchronized boolean admits(String subject, String peer) {
        Instant now = clock.instant();
        // A clock that was set back begins a new interval.
        if (now.isBefore(begun) || !now.isBefore(begun.plus(properties.logInterval()))) {
            reportLeftOut();
            begun = now;
            lines.clear();
        }
        Source source = source(subject, peer);
        long count = lines.merge(source, 1L, Long::sum);
        if (count == properties.refusals() + 1L) {
            LOG.warn(
                    "More than {} lines about {} within {} are of {}. Further ones are left out until then.",
                    properties.refusals(),
                    subject,
                    properties.logInterval(),
                    source.peer());
        }
        return count <= properties.refusals();
    }

    private Source source(String subject, String peer) {
        Source source = new Source(subject, peer);
        return lines.containsKey(source) || lines.size() < properties.peers() ? source : new Source(subject, OTHERS);
    }

    private void reportLeftOut() {
        Map<String, Map<String, Long>> leftOut = new TreeMap<>();
        lines.forEach((source, count) -> {
            if (count > properties.refusals()) {
                leftOut.computeIfAbsent(source.subject(), subject -> new TreeMap<>())
                        .put(source.peer(), count - properties.refusals());
            }
        });
        leftOut.forEach((subject, peers) -> LOG.warn("Lines about {} that were left out: {}.", subject, peers));
    }

    private record Source(String subject, String peer) {}
}
