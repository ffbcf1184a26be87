package org.coincide.client.inbox;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.Trades;
import org.coincide.client.ordering.OrderAnswers;
import org.springframework.stereotype.Component;

/** Where the books of a batch come from and go back to. */
@Component
record BookShelf(OrderAnswers orders, Trades trades, History history) {

    /** The books as far as the messages can touch them. */
    BatchBooks open(Collection<Delivery> deliveries) {
        Set<String> tradingIds = new LinkedHashSet<>();
        Set<String> references = new LinkedHashSet<>();
        for (var delivery : deliveries) {
            delivery.message().ifPresent(message -> collect(message, tradingIds, references));
        }
        return new BatchBooks(this, orders.load(references), trades.load(tradingIds));
    }

    private static void collect(TradingMessage message, Set<String> tradingIds, Set<String> references) {
        if (message instanceof TradingMessage.OfInformation information) {
            references.add(information.data().orderReference());
            tradingIds.add(information.data().tradingId());
        } else if (message instanceof TradingMessage.OfProcessing processing) {
            tradingIds.add(processing.data().tradingId());
        } else if (message instanceof TradingMessage.OfRefusal refusal
                && refusal.data().ofOrder()) {
            references.add(refusal.data().orderReference());
        }
    }
}
