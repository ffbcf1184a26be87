package org.coincide.engine.history;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntSupplier;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.ClassUtils;

/** Removes old rows once in a night, at one node, in transactions of bounded size. */
@Component
class RetentionSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

    private final ClientAccounts clients;
    private final TradeRemoval trades;
    private final List<ExpiredRows> rows;
    private final Removal removal;
    private final TransactionOperations transaction;
    private final RetentionProperties properties;
    private final RetentionNights nights;
    private final Clock clock;
    private LocalDate done;

    RetentionSchedule(
            ClientAccounts clients,
            TradeRemoval trades,
            List<ExpiredRows> rows,
            Removal removal,
            TransactionOperations transaction,
            RetentionProperties properties,
            RetentionNights nights,
            Clock clock) {
        this.clients = clients;
        this.trades = trades;
        this.rows = rows;
        this.removal = removal;
        this.transaction = transaction;
        this.properties = properties;
        this.nights = nights;
        this.clock = clock;
    }

    /** Runs once a day, after the configured time. The first run after a start is in the next night. */
    @Scheduled(fixedDelay = 60_000)
    void runAtNight() {
        LocalDate due = LocalDate.ofInstant(clock.instant().minus(properties.at()), ZoneOffset.UTC);
        if (done != null && done.isBefore(due)) {
            try {
                if (nights.claim(due)) {
                    run();
                }
            } catch (DataAccessException | TransactionException | UncheckedIOException unavailable) {
                LOG.warn("The removal of old rows failed and continues in the next night.", unavailable);
            }
        }
        done = due;
    }

    /** Removes what is expired now; returns the number of removed rows and trades. */
    int run() {
        if (!properties.enabled()) {
            return 0;
        }
        Instant now = clock.instant();
        Instant end = now.plus(properties.longest());
        int removed = 0;
        for (ClientAccount client : clients.withDeleted()) {
            removed += repeat("trades of the client " + client.id(), end, () -> trades.remove(client.id(), now));
        }
        for (ExpiredRows expired : rows) {
            removed += repeat(
                    "rows of " + ClassUtils.getUserClass(expired).getSimpleName(),
                    end,
                    () -> transaction.execute(status -> expired.removeExpired(now, properties.batch(), removal)));
        }
        if (removed > 0) {
            LOG.info("Removed {} old rows and trades after exporting them.", removed);
        }
        return removed;
    }

    /** Removes batches until none is left. A failure ends only the removal of these rows. */
    private int repeat(String what, Instant end, IntSupplier batch) {
        int all = 0;
        int removed;
        do {
            try {
                removed = batch.getAsInt();
            } catch (DataAccessException | TransactionException failed) {
                LOG.warn("The removal of old {} failed and continues in the next night.", what, failed);
                removed = 0;
            }
            all += removed;
        } while (removed > 0 && clock.instant().isBefore(end));
        return all;
    }
}
