package org.coincide.client.requests;

import java.time.Clock;
import java.util.List;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.TradingMessage.Statement;
import org.coincide.client.contract.TradingMessage.Statement.StatedTrade;
import org.coincide.client.ledger.LedgerEntries;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes receipts to the server: how far this client has verified the trades of a statement. */
@Service
public class ReceiptPublisher {

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

    /** Stores a receipt in the outbox, in the transaction that has compared the statement. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(Statement statement, String digest, List<StatedTrade> verified) {
        var data = Json.STRICT.createObjectNode();
        data.putObject("statement").put("number", statement.number()).put("digest", digest);
        ledger.head()
                .ifPresent(last ->
                        data.putObject("ledger").put("head", last.head()).put("entries", last.number()));
        var trades = data.putArray("trades");
        verified.forEach(trade -> trades.addObject()
                .put("tradingId", trade.tradingId())
                .put("sequence", trade.sequence())
                .put("digest", trade.digest()));
        outbox.store(List.of(events.create("receipt", client.id(), data)), clock.instant());
    }
}
