package org.coincide.engine.clients;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.ClientAccounts.Registration;
import org.coincide.engine.accounts.ClientSecret;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads the clients from the database into the memory of this node, and informs the parts of the server that depend on them. While the
 * database is unavailable, the last clients stay valid: without the database nobody can order.
 */
@Component
public class ClientRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(ClientRefresh.class);

    private final ClientRecords records;
    private final ClientAccounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Poll poll;
    private final ReentrantLock lock = new ReentrantLock();
    private long known = -1;
    private volatile Instant nextExpiry = Instant.MAX;

    ClientRefresh(
            ClientRecords records,
            ClientAccounts accounts,
            ApplicationEventPublisher events,
            Clock clock,
            ClientDataProperties properties,
            Polls polls) {
        this.records = records;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
        this.poll = polls.createWithin(properties.idleRefresh());
    }

    /** Makes the committed changes effective on this node; returns when they are. */
    public void refresh() {
        // An older state must not replace a newer one.
        lock.lock();
        try {
            Instant now = clock.instant();
            long changes = records.changes();
            if (changes != known || !now.isBefore(nextExpiry)) {
                replace(records.all(now));
                known = changes;
            }
        } finally {
            lock.unlock();
        }
    }

    private void replace(List<Registration> current) {
        nextExpiry = current.stream()
                .flatMap(client -> client.secrets().stream())
                .map(ClientSecret::validUntil)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        if (accounts.replace(current)) {
            events.publishEvent(new ClientAccounts.Changed());
        }
    }

    @Scheduled(
            initialDelayString = "${coincide.client-data.refresh:1s}",
            fixedDelayString = "${coincide.client-data.refresh:1s}")
    void poll() {
        if (!poll.isDue() && clock.instant().isBefore(nextExpiry)) {
            return;
        }
        try {
            refresh();
        } catch (DataAccessException | TransactionException unavailable) {
            LOG.debug("The clients cannot be read. The last known ones stay valid.", unavailable);
        }
    }
}
