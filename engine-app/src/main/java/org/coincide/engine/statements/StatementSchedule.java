package org.coincide.engine.statements;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.coincide.engine.trade.TradeHeads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Issues the statements that are due: changes at the pace, else the heartbeat, and the pages of a full statement at once. Each start is
 * followed by a statement, so that clients notice soon what the broker has lost meanwhile.
 */
@Component
class StatementSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(StatementSchedule.class);

    /** Time before the last statement in which a change was perhaps not committed yet. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final ClientAccounts clients;
    private final Statements statements;
    private final StatementWriter writer;
    private final ChangedTrades changed;
    private final TradeHeads heads;
    private final ClientPositions positions;
    private final StatementProperties properties;
    private final Clock clock;
    /** Time of the last statement to each client that was no page of a full statement. */
    private final Map<String, Instant> stated = new HashMap<>();

    private final Poll poll;

    StatementSchedule(
            ClientAccounts clients,
            Statements statements,
            StatementWriter writer,
            ChangedTrades changed,
            TradeHeads heads,
            ClientPositions positions,
            StatementProperties properties,
            Clock clock,
            Polls polls) {
        this.clients = clients;
        this.statements = statements;
        this.writer = writer;
        this.changed = changed;
        this.heads = heads;
        this.positions = positions;
        this.properties = properties;
        this.clock = clock;
        this.poll = polls.createWithin(properties.pace());
    }

    @Scheduled(fixedDelayString = "${coincide.statements.poll:1s}")
    void issueDue() {
        if (!poll.isDue()) {
            return;
        }
        try {
            Map<String, StatementHead> last = statements.heads();
            for (ClientAccount client : clients.all()) {
                StatementHead head = last.get(client.id());
                if (head == null) {
                    statements.add(client.id(), clock.instant());
                    poll.again();
                } else if (positions.isAwaited(client.id())) {
                    poll.again();
                } else {
                    issue(head);
                }
            }
        } catch (DataAccessException | TransactionException unavailable) {
            LOG.debug("The database is unavailable; statements are postponed to the next run", unavailable);
        }
    }

    private void issue(StatementHead last) {
        if (!last.isRecovering()) {
            issueDue(last);
            return;
        }
        poll.again();
        if (last.fullDue()) {
            writePages(last.clientId());
        } else if (last.number() == last.recoveryPage()
                || isOver(last.issuedAt(), properties.heartbeat(), clock.instant())) {
            // The receipt of this one follows the receipts of all pages.
            writer.writeHeartbeat(last);
        }
    }

    private void issueDue(StatementHead last) {
        String clientId = last.clientId();
        boolean first = !stated.containsKey(clientId);
        if (first) {
            changed.add(clientId, heads.changedSince(clientId, last.issuedAt().minus(OVERLAP)));
        }
        Instant now = clock.instant();
        if (last.fullDue()) {
            writePages(clientId);
            poll.again();
        } else if (isNightPassed(last.fullAt(), now)) {
            statements.startFull(last, now);
            poll.again();
        }
        if (changed.any(clientId)) {
            poll.again();
        }
        // The pages of a full statement do not delay the statements about changes.
        if (first
                || changed.any(clientId)
                        && (isOver(last.issuedAt(), properties.pace(), now)
                                || isOver(stated.get(clientId), properties.pace(), now))) {
            while (write(clientId) == properties.pageSize()) {
                LOG.trace("A statement is full. Writing the next one.");
            }
            stated.put(clientId, now);
        } else if (isOver(last.issuedAt(), properties.heartbeat(), now)) {
            writer.writeHeartbeat(last);
            stated.put(clientId, now);
        }
    }

    private void writePages(String clientId) {
        int pages = 0;
        while (pages < properties.pagesAtOnce() && writer.writePage(clientId)) {
            pages++;
        }
    }

    /** Writes a statement; returns the number of its trades. */
    private int write(String clientId) {
        Set<String> trades = changed.take(clientId, properties.pageSize());
        try {
            writer.write(clientId, trades);
            return trades.size();
        } catch (RuntimeException failed) {
            changed.add(clientId, trades);
            throw failed;
        }
    }

    /** Returns whether the hour of the full statement has come since the last one. A time in the future is as in {@link #isOver}. */
    private boolean isNightPassed(Instant lastFull, Instant now) {
        Instant hour = now.atOffset(ZoneOffset.UTC)
                .with(LocalTime.of(properties.fullAtHour(), 0))
                .toInstant();
        Instant due = hour.isAfter(now) ? hour.minus(Duration.ofDays(1)) : hour;
        return lastFull.isBefore(due) || lastFull.isAfter(now);
    }

    /** A time in the future is one of before the clock was set back. */
    private static boolean isOver(Instant start, Duration limit, Instant now) {
        return !now.isBefore(start.plus(limit)) || start.isAfter(now);
    }
}
