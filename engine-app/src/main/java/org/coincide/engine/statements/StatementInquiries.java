package org.coincide.engine.statements;

import java.time.Clock;
import java.util.Set;
import org.coincide.engine.journal.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers the inquiries of clients. The messages are re-sent, and the next statement names the trade in any case: so an inquiry is
 * answered also if nothing follows, or if the server does not have the trade.
 */
@Component
public class StatementInquiries {

    /** Maximum number of statements that one inquiry re-sends; the client inquires again for more. */
    private static final int AT_ONCE = 1_000;

    private final Outbox outbox;
    private final Statements statements;
    private final ChangedTrades changed;
    private final Clock clock;

    StatementInquiries(Outbox outbox, Statements statements, ChangedTrades changed, Clock clock) {
        this.outbox = outbox;
        this.statements = statements;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Re-sends the messages of a trade from a sequence on.
     *
     * @return number of messages
     */
    public int resendTrade(String clientId, String tradingId, long fromSequence) {
        int messages = outbox.resend(clientId, tradingId, fromSequence);
        changed.add(clientId, Set.of(tradingId));
        return messages;
    }

    /** Re-sends the statements from a number on. */
    @Transactional
    public int resendStatements(String clientId, long fromNumber) {
        return outbox.resend(statements.journalIds(clientId, fromNumber, AT_ONCE));
    }

    /** Starts a full statement. */
    @Transactional
    public void requestFull(String clientId) {
        statements.requestFull(clientId, clock.instant());
    }
}
