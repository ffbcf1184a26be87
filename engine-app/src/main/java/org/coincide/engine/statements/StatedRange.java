package org.coincide.engine.statements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.trade.TradeHeads.Position;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The range of trades and statements that the server still has. */
@Component
public class StatedRange implements ExpiredRows {

    private static final int PAGE = 500;

    private final Statements statements;
    private final Receipts receipts;
    private final Journal journal;
    private final RetentionProperties properties;

    StatedRange(Statements statements, Receipts receipts, Journal journal, RetentionProperties properties) {
        this.statements = statements;
        this.receipts = receipts;
        this.journal = journal;
        this.properties = properties;
    }

    /** Lets full statements begin after a trade: it is removed, and so are all before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beginAfter(String clientId, Position removed) {
        statements.lock(clientId);
        statements.beginAfter(clientId, removed);
    }

    /**
     * Removes messages outside of trades: refusals, announcements, and statements that the client has confirmed. Those of a client that
     * sends no receipts stay, and are passed over.
     */
    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        Map<String, Long> confirmed = new HashMap<>();
        List<Long> removable = new ArrayList<>();
        List<Long> page = old(0, now);
        while (!page.isEmpty() && removable.size() < limit) {
            Set<Long> unconfirmed = unconfirmed(page, confirmed);
            page.stream()
                    .filter(id -> !unconfirmed.contains(id))
                    .limit(limit - removable.size())
                    .forEach(removable::add);
            page = old(page.get(page.size() - 1), now);
        }
        statements.remove(removable, removal);
        return journal.remove(removable, removal);
    }

    private List<Long> old(long afterId, Instant now) {
        return journal.sentOutsideTrades(afterId, now.minus(properties.messages()), PAGE);
    }

    private Set<Long> unconfirmed(List<Long> journalIds, Map<String, Long> confirmed) {
        Set<Long> unconfirmed = new HashSet<>();
        statements.numbers(journalIds).forEach(statement -> {
            long last = confirmed.computeIfAbsent(statement.clientId(), client -> receipts.lastStatement(client, 0));
            if (statement.number() >= last) {
                unconfirmed.add(statement.journalId());
            }
        });
        return unconfirmed;
    }
}
