package org.coincide.engine.statements;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.Journal.Written;
import org.coincide.engine.journal.StatementReport;
import org.coincide.engine.journal.StatementReport.Full;
import org.coincide.engine.journal.StatementReport.StatedTrade;
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
    private final StatementProperties properties;
    private final Clock clock;

    StatementWriter(
            Statements statements, TradeHeads heads, Journal journal, StatementProperties properties, Clock clock) {
        this.statements = statements;
        this.heads = heads;
        this.journal = journal;
        this.properties = properties;
        this.clock = clock;
    }

    /** Writes a statement about these trades; with no trade, it is the heartbeat. */
    @Transactional
    public void write(String clientId, Collection<String> tradingIds) {
        StatementHead last = statements.lock(clientId).orElseThrow();
        List<Head> stated = heads.of(clientId, tradingIds);
        Set<String> unknown = new LinkedHashSet<>(tradingIds);
        stated.forEach(head -> unknown.remove(head.tradingId()));
        append(last, null, stated, List.copyOf(unknown), last.fullDue(), last.fullAfter());
    }

    /** Writes the next page of a full statement, if one is due. */
    @Transactional
    public void writePage(String clientId) {
        StatementHead last = statements.lock(clientId).orElseThrow();
        if (!last.fullDue()) {
            return;
        }
        List<Head> page = heads.page(clientId, last.fullAfter(), properties.pageSize());
        Position upTo = page.size() < properties.pageSize() ? null : position(page.get(page.size() - 1));
        append(last, new Full(last.fullAfter(), upTo), page, List.of(), upTo != null, upTo);
    }

    private void append(
            StatementHead last,
            Full full,
            List<Head> stated,
            List<String> unknown,
            boolean fullDue,
            Position fullAfter) {
        Instant now = clock.instant();
        Written written = journal.append(
                new StatementReport(
                        last.clientId(),
                        last.number() + 1,
                        last.digest(),
                        properties.heartbeat().toSeconds(),
                        full,
                        stated.stream().map(StatedTrade::of).toList(),
                        unknown),
                now);
        statements.store(
                new StatementHead(
                        last.clientId(), last.number() + 1, written.digest(), now, last.fullAt(), fullDue, fullAfter),
                written.id());
    }

    private static Position position(Head head) {
        return new Position(head.acceptedAt(), head.tradingId());
    }
}
