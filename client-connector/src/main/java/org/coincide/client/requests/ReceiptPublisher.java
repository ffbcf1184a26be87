package org.coincide.client.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.CloudEventFactory.OutgoingEvent;
import org.coincide.client.contract.Json;
import org.coincide.client.ledger.LedgerEntries;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes receipts to the server: how far this client has verified the trades of a statement. */
@Service
public class ReceiptPublisher {

    /** Maximum number of trades in a receipt, by the contract. */
    private static final int MAX_TRADES = 500;

    private final RequestOutbox outbox;
    private final CloudEventFactory events;
    private final LedgerEntries ledger;
    private final ClientProperties client;
    private final Clock clock;

    ReceiptPublisher(
            RequestOutbox outbox,
            CloudEventFactory events,
            LedgerEntries ledger,
            ClientProperties client,
            Clock clock) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.events = events;
        this.client = client;
        this.clock = clock;
    }

    /** A trade and the last message of it that this client has verified. */
    public record VerifiedTrade(String tradingId, long sequence, String digest) {}

    /** Stores receipts in the outbox, in the transaction that has compared the statement; one if it can name all trades. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(long number, String digest, List<VerifiedTrade> verified) {
        List<OutgoingEvent> receipts = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(from + MAX_TRADES, verified.size());
            receipts.add(events.create("receipt", client.id(), receipt(number, digest, verified.subList(from, to))));
            from = to;
        } while (from < verified.size());
        outbox.store(receipts, clock.instant());
    }

    private ObjectNode receipt(long number, String digest, List<VerifiedTrade> verified) {
        var data = Json.STRICT.createObjectNode();
        data.putObject("statement").put("number", number).put("digest", digest);
        ledger.head()
                .ifPresent(last ->
                        data.putObject("ledger").put("head", last.head()).put("entries", last.number()));
        var trades = data.putArray("trades");
        verified.forEach(trade -> trades.addObject()
                .put("tradingId", trade.tradingId())
                .put("sequence", trade.sequence())
                .put("digest", trade.digest()));
        return data;
    }
}
