package org.coincide.client.statements;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.coincide.client.contract.TradingMessage.Statement.Full;
import org.coincide.client.requests.InquiryPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The rebuild of a ledger that is empty, or older than the server's messages: a full statement names all trades, and inquiries request
 * their messages. Meanwhile, trading information of an order that this client has not stored is adopted. Ends when the ledger has
 * every stated message.
 */
@Repository
public class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private final JdbcClient jdbc;
    private final ServerStatements statements;
    private final InquiryPublisher inquiries;
    private final Clock clock;

    /** Null if the database has to be asked. */
    private Boolean active;

    /** Time of the last page of a full statement, or of the last request for one. */
    private volatile Instant progress;

    /** Number of requests since the last start of the rebuild or of this program. */
    private volatile int requests = 1;

    /** True once a full statement has ended that the server began before the rebuild. */
    private volatile boolean earlierEnded;

    Rebuild(JdbcClient jdbc, ServerStatements statements, InquiryPublisher inquiries, Clock clock) {
        this.inquiries = inquiries;
        this.jdbc = jdbc;
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * The last rebuild.
     *
     * @param listedAt time at which the last page of the full statement was received; null before
     * @param finishedAt null while the rebuild is active
     */
    public record Progress(String cause, Instant startedAt, Instant listedAt, Instant finishedAt) {}

    /** Returns whether a rebuild is active. */
    public synchronized boolean isActive() {
        if (active == null) {
            active = last().filter(progress -> progress.finishedAt() == null).isPresent();
        }
        return active;
    }

    /**
     * Remembers this until the end of the transaction, which may roll back. Waits for a look into the database that began before, and would
     * hide a start.
     */
    private void remember(boolean isActive) {
        set(isActive);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                set(null);
            }
        });
    }

    private synchronized void set(Boolean known) {
        active = known;
    }

    /** Returns the last rebuild. */
    public Optional<Progress> last() {
        return jdbc.sql("SELECT cause, started_at, listed_at, finished_at FROM rebuild")
                .query(Progress.class)
                .optional();
    }

    /**
     * Starts a rebuild. An active one starts again with the next full statement. Two first starts at the same time violate the key of the
     * table: the caller of the second one finds an active rebuild.
     */
    @Transactional
    public void start(String cause) {
        var now = now();
        // A deletion would not wait for the row of a parallel start.
        int known = jdbc.sql(
                        "UPDATE rebuild SET cause = ?, started_at = ?, listed_at = NULL, finished_at = NULL WHERE id = 1")
                .params(cause, now)
                .update();
        if (known == 0) {
            jdbc.sql("INSERT INTO rebuild (id, cause, started_at) VALUES (1, ?, ?)")
                    .params(cause, now)
                    .update();
        }
        inquiries.publishFullNow();
        progress = clock.instant();
        requests = 1;
        earlierEnded = false;
        remember(true);
        LOG.info("Rebuilding the ledger: {}.", cause);
    }

    /**
     * Records a page of a full statement. The last page ends the list, unless it was issued before the rebuild began: then the server has still
     * to list all trades. A second last page ends it in any case, since the clocks can differ.
     */
    void received(Full page, Instant issuedAt) {
        progress = clock.instant();
        if (page.upTo() != null) {
            return;
        }
        boolean earlier =
                last().filter(rebuild -> issuedAt.isBefore(rebuild.startedAt())).isPresent();
        if (earlier && !earlierEnded) {
            earlierEnded = true;
            return;
        }
        jdbc.sql("UPDATE rebuild SET listed_at = ? WHERE finished_at IS NULL")
                .param(now())
                .update();
    }

    /** Returns whether an active rebuild has still to receive the full statement. */
    private boolean awaitsStatement() {
        return isActive()
                && last().filter(progress -> progress.listedAt() == null).isPresent();
    }

    /** Requests the full statement again, if no page of it has come for a while. */
    void requestAgain() {
        if (!awaitsStatement()) {
            return;
        }
        if (progress == null) {
            // A start of the program does not begin the rebuild again.
            progress = clock.instant();
        } else if (inquiries.publishFullAgain(progress, requests)) {
            progress = clock.instant();
            requests++;
        }
    }

    /** Ends the rebuild if nothing is missing any more. */
    void finishIfComplete() {
        if (!isActive()
                || awaitsStatement()
                || !statements.nextTails("", 1).isEmpty()
                || statements.firstMissing().isPresent()) {
            return;
        }
        var finished = jdbc.sql(
                        "UPDATE rebuild SET finished_at = ? WHERE finished_at IS NULL AND listed_at IS NOT NULL")
                .param(now())
                .update();
        if (finished > 0) {
            remember(false);
            LOG.info("The ledger is rebuilt: it has every message that the server states.");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
