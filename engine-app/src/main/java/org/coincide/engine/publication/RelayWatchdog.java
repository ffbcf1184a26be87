package org.coincide.engine.publication;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Detects a run of the relay that makes no progress, and aborts its broker connections. Every call of broker and database has a
 * time-out; the watchdog is the safeguard against one that does not end. A stalled relay does not renew its lease, so that another
 * node takes over meanwhile.
 */
@Component
class RelayWatchdog {

    private static final Logger LOG = LoggerFactory.getLogger(RelayWatchdog.class);

    private final ClientQueueSender queue;
    private final long limit;
    private final LongSupplier nanoTime;
    /** Time of the last progress; null between two runs. */
    private volatile Long progress;

    private volatile Long aborted;

    @Autowired
    RelayWatchdog(ClientQueueSender queue, RelayProperties properties) {
        this(queue, properties, System::nanoTime);
    }

    RelayWatchdog(ClientQueueSender queue, RelayProperties properties, LongSupplier nanoTime) {
        this.queue = queue;
        this.limit = properties.stalledAfter().toNanos();
        this.nanoTime = nanoTime;
    }

    /** Records that the run has begun, or has sent a batch. */
    void progressed() {
        progress = nanoTime.getAsLong();
    }

    void ended() {
        progress = null;
    }

    /** Returns whether the current run has made no progress for longer than the limit. */
    boolean isStalled() {
        return isOver(progress);
    }

    /** Aborts the connections of a stalled run. The relay then fails, backs off and opens new connections. */
    @Scheduled(fixedDelayString = "1s")
    void check() {
        if (isStalled() && (aborted == null || isOver(aborted))) {
            aborted = nanoTime.getAsLong();
            LOG.error("The relay makes no progress. Aborting its connections to the broker.");
            queue.abortConnections();
        }
    }

    private boolean isOver(Long start) {
        return start != null && nanoTime.getAsLong() - start > limit;
    }
}
