package org.coincide.client.history;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.coincide.client.retention.RetentionProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Removes old trades once in a night. */
@Component
class RetentionSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

    private final TradeRemoval trades;
    private final RetentionProperties properties;
    private final Clock clock;
    private LocalDate done;

    RetentionSchedule(TradeRemoval trades, RetentionProperties properties, Clock clock) {
        this.trades = trades;
        this.properties = properties;
        this.clock = clock;
    }

    /** Runs once a day, after the configured time. The first run after a start is in the next night. */
    @Scheduled(fixedDelay = 60_000)
    void runAtNight() {
        var due = LocalDate.ofInstant(clock.instant().minus(properties.at()), ZoneOffset.UTC);
        if (done != null && done.isBefore(due)) {
            try {
                run();
            } catch (DataAccessException | TransactionException | UncheckedIOException unavailable) {
                LOG.warn("The removal of old trades failed and continues in the next night.", unavailable);
            }
        }
        done = due;
    }

    /** Removes what is expired now; returns the number of removed trades. */
    int run() {
        if (!properties.enabled()) {
            return 0;
        }
        var now = clock.instant();
        int removed = trades.remove(now, now.plus(properties.longest()));
        if (removed > 0) {
            LOG.info("Removed {} old trades after exporting their evidence.", removed);
        }
        return removed;
    }
}
