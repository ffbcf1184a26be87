package org.coincide.engine.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.lifecycle.OrderFacts;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** The orders of trades, as they are stored. */
@Component
public class StoredOrders {

    private final ObjectMapper json;
    private final ClientAccounts clients;
    private final Trades trades;

    StoredOrders(ObjectMapper json, ClientAccounts clients, Trades trades) {
        this.json = json;
        this.clients = clients;
        this.trades = trades;
    }

    /** Returns the facts of the order with which its process starts. */
    public OrderFacts factsOf(Trade trade) {
        try {
            return OrderFactsCollector.collect(
                    json.readValue(trade.contents(), Order.class),
                    clients.find(trade.clientId()).orElseThrow(),
                    !trades.anyOtherOf(trade.clientId(), trade.tradingId()));
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
