package org.coincide.engine.statements;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.Journal.Written;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.journal.JournalHistory.SentMessage;
import org.coincide.engine.journal.messages.StatementReport;
import org.coincide.engine.journal.messages.StatementReport.Full;
import org.coincide.engine.journal.messages.StatementReport.StatedTrade;
import org.coincide.engine.statements.MissingMessageTrades.MissingMessageTrade;
import org.coincide.engine.trade.TradeHeads;
import org.coincide.engine.trade.TradeHeads.Head;
import org.coincide.engine.trade.TradeHeads.Position;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes statements into the journal. The row of the client's last statement is locked first, which numbers the statements of several
 * nodes without gaps. A message that a statement names is committed, so it precedes the statement in the journal.
 */
@Component
class StatementWriter {

    private final Statements statements;
    private final TradeHeads heads;
    private final Journal journal;
    private final JournalHistory history;
    private final MissingMessageTrades behind;
    private final StatementProperties properties;
    private final Clock clock;

    StatementWriter(
            Statements statements,
            TradeHeads heads,
            Journal journal,
            JournalHistory history,
            MissingMessageTrades behind,
            StatementProperties properties,
            Clock clock) {
        this.behind = behind;
        this.statements = statements;
        this.heads = heads;
        this.journal = journal;
        this.history = history;
        this.properties = properties;
        this.clock = clock;
    }

    /** Writes a statement about no trade, unless another node has issued one since the last known one. */
    @Transactional
    public void writeHeartbeat(StatementHead known) {
        StatementHead last = statements.lock(known.clientId()).orElseThrow();
        if (last.number() == known.number()) {
            write(last, List.of());
        }
    }

    /** Writes a statement about these trades. */
    @Transactional
    public void write(String clientId, Collection<String> tradingIds) {
        write(statements.lock(clientId).orElseThrow(), tradingIds);
    }

    private void write(StatementHead last, Collection<String> tradingIds) {
        String clientId = last.clientId();
        List<Head> stated = heads.of(clientId, tradingIds);
        Set<String> unknown = new LinkedHashSet<>(tradingIds);
        stated.forEach(head -> unknown.remove(head.tradingId()));
        append(last, null, stated, List.copyOf(unknown), last.fullDue(), last.fullAfter(), last.recoveryPage());
    }

    /**
     * Writes the next page of a full statement, if one is due.
     *
     * @return whether another page is due
     */
    @Transactional
    public boolean writePage(String clientId) {
        StatementHead last = statements.lock(clientId).orElseThrow();
        if (!last.fullDue()) {
            return false;
        }
        List<Head> page = heads.page(clientId, last.pageAfter(), properties.pageSize());
        Position upTo = page.size() < properties.pageSize() ? null : position(page.get(page.size() - 1));
        Long recoveryPage = last.isRecovering() && upTo == null ? Long.valueOf(last.number() + 1) : last.recoveryPage();
        append(last, new Full(last.pageAfter(), upTo), page, List.of(), upTo != null, upTo, recoveryPage);
        return upTo != null;
    }

    private void append(
            StatementHead last,
            Full full,
            List<Head> stated,
            List<String> unknown,
            boolean fullDue,
            Position fullAfter,
            Long recoveryPage) {
        Instant now = clock.instant();
        Written written = journal.append(
                new StatementReport(
                        last.clientId(),
                        last.number() + 1,
                        last.digest(),
                        properties.heartbeat().toSeconds(),
                        full,
                        published(last, stated),
                        unknown),
                now);
        statements.store(
                new StatementHead(
                        last.clientId(),
                        last.number() + 1,
                        written.digest(),
                        now,
                        last.fullAt(),
                        fullDue,
                        fullAfter,
                        recoveryPage,
                        last.removed()),
                written.id());
    }

    /**
     * States what was published: of a trade that is behind, the message that its client has; while trades are compared, the last sent
     * message.
     */
    private List<StatedTrade> published(StatementHead last, List<Head> heads) {
        List<String> ids = heads.stream().map(Head::tradingId).toList();
        Map<String, MissingMessageTrade> ahead = behind.of(ids);
        Map<String, SentMessage> sent = last.isRecovering() ? history.lastSent(ids) : Map.of();
        return heads.stream()
                .map(head -> {
                    MissingMessageTrade trade = ahead.get(head.tradingId());
                    SentMessage message = sent.get(head.tradingId());
                    if (trade != null) {
                        return stated(head, trade.sequence(), trade.digest());
                    }
                    return message == null || message.sequence() == head.sequence()
                            ? StatedTrade.of(head)
                            : stated(head, message.sequence(), message.digest());
                })
                .toList();
    }

    private static StatedTrade stated(Head head, long sequence, String digest) {
        return new StatedTrade(head.tradingId(), head.orderReference(), sequence, digest, false);
    }

    private static Position position(Head head) {
        return new Position(head.acceptedAt(), head.tradingId());
    }
}
