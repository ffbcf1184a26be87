package org.coincide.client.quarantine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.coincide.client.quarantine.RemovedMessages.Size;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the quarantine within its limits. Messages of verified origin are written to a file before they are deleted. Deletes down to nine
 * tenths of a limit at once, so that the search for the oldest messages is rare.
 */
@Component
public class QuarantineLimits {

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineLimits.class);

    private static final int MESSAGES_PER_DELETE = 200;
    private static final int MESSAGES_PER_STEP = 5;
    private static final double TARGET = 0.9;
    /** A message behind a gap is evidence of what is missing, and is verified when the gap closes. */
    static final String DELETABLE = "NOT (state = 'WAITING' AND warning_type = 'SEQUENCE_GAP')";

    /** In the ledger already, or written by anybody. */
    private static final String DISPENSABLE = "CASE WHEN state = 'APPLIED' OR warning_type IN ("
            + WarningOrigin.unverifiedTypes() + ") THEN TRUE ELSE FALSE END";

    private static final String LEAST_VALUABLE_FIRST =
            "CASE WHEN state = 'APPLIED' THEN 0 WHEN warning_type IN (" + WarningOrigin.unverifiedTypes()
                    + ") THEN 1 WHEN warning_type = 'EQUIVOCATION' THEN 3 ELSE 2 END, received_at";

    private final JdbcClient jdbc;
    private final QuarantineProperties properties;
    private final RemovedMessages removed;
    private final Counter evicted;
    private final AtomicReference<Usage> usage = new AtomicReference<>();
    /** True while messages of verified origin stay because they cannot be written to the file. */
    private final AtomicBoolean unwritable = new AtomicBoolean();
    /** Value of {@link System#nanoTime()}; null before the first eviction. */
    private final AtomicReference<Long> lastEviction = new AtomicReference<>();

    QuarantineLimits(JdbcClient jdbc, QuarantineProperties properties, RemovedMessages removed, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.removed = removed;
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
            var page = jdbc.sql("SELECT id, body_size, " + DISPENSABLE + " AS dispensable FROM quarantine WHERE "
                            + DELETABLE + " ORDER BY " + LEAST_VALUABLE_FIRST + " FETCH NEXT :limit ROWS ONLY")
                    .param("limit", now.toDelete(properties))
                    .query(Candidate.class)
                    .list();
            var deletable = deletable(page);
            if (deletable.isEmpty()) {
                break;
            }
            evicted.increment(delete(deletable));
        }
        usage.set(measure());
    }

    private record Candidate(String id, long bodySize, boolean dispensable) {}

    /** Returns the messages that can be deleted. Those of verified origin are written to a file first; while that fails, they stay. */
    private List<String> deletable(List<Candidate> page) {
        var evidence = page.stream()
                .filter(message -> !message.dispensable())
                .map(message -> new Size(message.id(), message.bodySize()))
                .toList();
        boolean all = evidence.isEmpty() || isWritten(evidence);
        return page.stream()
                .filter(message -> all || message.dispensable())
                .map(Candidate::id)
                .toList();
    }

    private boolean isWritten(List<Size> evidence) {
        try {
            removed.write(evidence);
            unwritable.set(false);
            return true;
        } catch (UncheckedIOException failure) {
            if (unwritable.compareAndSet(false, true)) {
                LOG.warn("The quarantine is above its limits. {}", failure.getMessage());
            }
            return false;
        }
    }

    /** Returns the number of deleted messages. */
    private int delete(List<String> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        jdbc.sql("DELETE FROM warning WHERE quarantine_id IN (:ids)")
                .param("ids", ids)
                .update();
        return jdbc.sql("DELETE FROM quarantine WHERE id IN (:ids)")
                .param("ids", ids)
                .update();
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
