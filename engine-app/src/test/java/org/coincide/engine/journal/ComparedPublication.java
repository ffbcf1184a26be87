package org.coincide.engine.journal;

import java.time.Instant;
import org.coincide.engine.benchmark.Publication;
import org.coincide.engine.benchmark.Publication.Outgoing;
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

/** Hands messages to another publication instead of writing them into the journal, for the benchmark. */
@Primary
public class ComparedPublication extends Journal {

    private final MessageMapper messages;
    private final EnvelopeWriter envelopes;
    private final MessageOrigin origin;
    private final Publication publication;
    private final Polls polls;

    ComparedPublication(
            JdbcClient jdbc,
            JdbcTemplate batches,
            MessageMapper messages,
            EnvelopeWriter envelopes,
            MessageOrigin origin,
            Trades trades,
            Publication publication,
            Polls polls) {
        super(jdbc, batches, messages, envelopes, origin, trades);
        this.messages = messages;
        this.envelopes = envelopes;
        this.origin = origin;
        this.publication = publication;
        this.polls = polls;
    }

    @Override
    public void append(Trade opened) {
        publish("information", opened, opened.acceptedAt(), messages.information(opened, 1));
    }

    @Override
    public void append(Move move, ProcessingDetails particulars) {
        publish("processing", move.after(), move.after().changedAt(), messages.processing(move, particulars));
    }

    private void publish(String name, Trade trade, Instant time, Object data) {
        String eventId = origin.nextId();
        String body = envelopes.ofTrade(name, trade, eventId, time, data);
        chain(trade, body);
        publication.publish(new Outgoing(
                trade.clientId(), trade.tradingId(), "trading." + name + ".v1", eventId, trade.sequence(), body));
        WakeAfterCommit.register(polls);
    }
}
