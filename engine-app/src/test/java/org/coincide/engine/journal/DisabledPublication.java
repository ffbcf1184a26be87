package org.coincide.engine.journal;

import java.util.concurrent.atomic.AtomicInteger;
import org.coincide.engine.journal.messages.EnvelopeWriter;
import org.coincide.engine.journal.messages.MessageMapper;
import org.coincide.engine.journal.messages.ProcessingDetails;
import org.coincide.engine.polling.Polls;
import org.coincide.engine.trade.Move;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Publishes nothing, for the benchmark, and counts closed trades instead. */
@Primary
public class DisabledPublication extends Journal {

    private final AtomicInteger closed = new AtomicInteger();
    private final Polls polls;

    DisabledPublication(
            JdbcClient jdbc,
            JdbcTemplate batches,
            MessageMapper messages,
            EnvelopeWriter envelopes,
            MessageOrigin origin,
            Trades trades,
            Polls polls) {
        super(jdbc, batches, messages, envelopes, origin, trades);
        this.polls = polls;
    }

    @Override
    public void append(Trade opened) {
        WakeAfterCommit.register(polls);
    }

    @Override
    public void append(Move move, ProcessingDetails particulars) {
        WakeAfterCommit.register(polls);
        if (move.after().closed()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    closed.incrementAndGet();
                }
            });
        }
    }

    /** The number of trades closed since the server started. */
    public int closed() {
        return closed.get();
    }
}
