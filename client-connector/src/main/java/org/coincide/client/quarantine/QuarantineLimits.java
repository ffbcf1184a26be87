package org.coincide.client.quarantine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the quarantine within its limits. Deletes down to nine tenths of a limit at once, so that the search for the oldest messages
 * is rare.
 */
@Component
public class QuarantineLimits {

    private static final int MESSAGES_PER_DELETE = 200;
    private static final int MESSAGES_PER_STEP = 5;
    private static final double TARGET = 0.9;
    /** A message behind a gap is evidence of what is missing, and is verified when the gap closes. */
    static final String DELETABLE = "NOT (state = 'WAITING' AND warning_type = 'SEQUENCE_GAP')";

    private static final String LEAST_VALUABLE_FIRST =
            "CASE WHEN state = 'APPLIED' THEN 0 WHEN warning_type IN (" + WarningOrigin.unverifiedTypes()
                    + ") THEN 1 WHEN warning_type = 'EQUIVOCATION' THEN 3 ELSE 2 END, received_at";

    private final JdbcClient jdbc;
    private final QuarantineProperties properties;
    private final Clock clock;
    private final Counter evicted;
    private final AtomicReference<Usage> usage = new AtomicReference<>();
    /** Value of {@link System#nanoTime()}; null before the first eviction. */
    private final AtomicReference<Long> lastEviction = new AtomicReference<>();

    QuarantineLimits(JdbcClient jdbc, QuarantineProperties properties, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
        this.evicted = meters.counter("coincide.quarantine.evicted");
        meters.gauge("coincide.quarantine.messages", usage, QuarantineLimits::messages);
        meters.gauge("coincide.quarantine.size", usage, QuarantineLimits::size);
    }

    /** Counts new messages and deletes old ones beyond the limits, in the transaction that inserts the new ones. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void added(int messages, long characters) {
        var before = usage.get();
        usage.set(before == null ? measure() : before.plus(messages, characters));
        if (usage.get().exceeds(properties)) {
            usage.set(measure());
            evict();
        }
    }

    /** Counts anew, and deletes messages that were removed for their age, in the transaction that wrote them to a file. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteOld(List<String> ids) {
        delete(ids);
        usage.set(measure());
    }

    /** Returns true if messages were deleted lately because of number or size. */
    boolean hasEvictedLately() {
        var last = lastEviction.get();
        return last != null
                && System.nanoTime() - last < properties.degradedFor().toNanos();
    }

    /** The share of the limits that is used; 1 for a full quarantine. */
    double fill() {
        var now = usage.get();
        return now == null
                ? 0
                : Math.max(
                        (double) now.messages / properties.maxMessages(),
                        (double) now.size / properties.maxSize().toBytes());
    }

    double evictions() {
        return evicted.count();
    }

    private void evict() {
        if (!usage.get().exceeds(properties)) {
            return;
        }
        lastEviction.set(System.nanoTime());
        for (var now = usage.get(); now.exceeds(properties, TARGET); now = measure()) {
            var page = jdbc.sql("SELECT id FROM quarantine WHERE " + DELETABLE + " ORDER BY " + LEAST_VALUABLE_FIRST
                            + " FETCH NEXT :limit ROWS ONLY")
                    .param("limit", now.toDelete(properties))
                    .query(String.class)
                    .list();
            if (page.isEmpty()) {
                break;
            }
            delete(page);
        }
        usage.set(measure());
    }

    private void delete(List<String> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("DELETE FROM warning WHERE quarantine_id IN (:ids)")
                    .param("ids", ids)
                    .update();
            evicted.increment(jdbc.sql("DELETE FROM quarantine WHERE id IN (:ids)")
                    .param("ids", ids)
                    .update());
        }
    }

    private Usage measure() {
        return jdbc.sql("SELECT COUNT(*), COALESCE(SUM(body_size), 0) FROM quarantine")
                .query((row, index) -> new Usage(row.getLong(1), row.getLong(2)))
                .single();
    }

    private static double messages(AtomicReference<Usage> usage) {
        return usage.get() == null ? 0 : usage.get().messages;
    }

    private static double size(AtomicReference<Usage> usage) {
        return usage.get() == null ? 0 : usage.get().size;
    }

    private record Usage(long messages, long size) {

        Usage plus(long moreMessages, long moreSize) {
            return new Usage(messages + moreMessages, size + moreSize);
        }

        boolean exceeds(QuarantineProperties limits) {
            return messages > limits.maxMessages() || size > limits.maxSize().toBytes();
        }

        /** The number of messages to delete at once: at most what is needed for the number, and few at a time for the size. */
        int toDelete(QuarantineProperties limits) {
            long beyond = messages - (long) (limits.maxMessages() * TARGET);
            return (int) Math.max(MESSAGES_PER_STEP, Math.min(MESSAGES_PER_DELETE, beyond));
        }

        boolean exceeds(QuarantineProperties limits, double share) {
            return messages > limits.maxMessages() * share
                    || size > limits.maxSize().toBytes() * share;
        }
    }
}
