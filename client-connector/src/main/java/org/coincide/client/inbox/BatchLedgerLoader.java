package org.coincide.client.inbox;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.client.contract.TradingInformation;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.Trades;
import org.coincide.client.ordering.OrderAnswers;
import org.coincide.client.requests.TradeRequests;
import org.coincide.client.verification.SentOrder;
import org.springframework.stereotype.Component;

/** Where the books of a batch come from and go back to. */
@Component
record BatchLedgerLoader(OrderAnswers orders, TradeRequests requests, Trades trades, History history) {

    /** The books as far as the messages can touch them. */
    BatchLedger open(Collection<ReceivedMessage> deliveries) {
        Set<String> tradingIds = new LinkedHashSet<>();
        Set<String> references = new LinkedHashSet<>();
        for (var delivery : deliveries) {
            delivery.message().ifPresent(message -> collect(message, tradingIds, references));
        }
        var sent = orders.load(references);
        amended(deliveries)
                .forEach(reference ->
                        sent.computeIfPresent(reference, (same, order) -> order.amended(requests.amendmentsOf(same))));
        return new BatchLedger(this, sent, trades.load(tradingIds));
    }

    /** The order of that reference as it was sent. */
    Optional<SentOrder> order(String reference) {
        return Optional.ofNullable(orders.load(Set.of(reference)).get(reference));
    }

    /** Only a later revision is looked up among the amendments: such a message is rare. */
    private static Set<String> amended(Collection<ReceivedMessage> deliveries) {
        return deliveries.stream()
                .map(ReceivedMessage::message)
                .flatMap(Optional::stream)
                .filter(TradingMessage.OfInformation.class::isInstance)
                .map(message -> ((TradingMessage.OfInformation) message).data())
                .filter(information -> information.revision() > 1)
                .map(TradingInformation::orderReference)
                .collect(Collectors.toSet());
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
