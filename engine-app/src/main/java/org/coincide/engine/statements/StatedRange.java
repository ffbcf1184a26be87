package org.coincide.engine.statements;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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

    /** Removes messages outside of trades: refusals, announcements, and statements that the client has confirmed. */
    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        List<Long> old = journal.sentOutsideTrades(now.minus(properties.messages()), limit);
        Set<Long> removable = new HashSet<>(old);
        removable.removeAll(unconfirmed(old));
        statements.remove(removable, removal);
        return journal.remove(removable, removal);
    }

    private Set<Long> unconfirmed(Collection<Long> journalIds) {
        Set<Long> unconfirmed = new HashSet<>();
        statements.numbers(journalIds).forEach(statement -> {
            if (statement.number() >= receipts.lastStatement(statement.clientId(), 0)) {
                unconfirmed.add(statement.journalId());
            }
        });
        return unconfirmed;
    }
}
