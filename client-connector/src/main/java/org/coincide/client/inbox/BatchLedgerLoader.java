package org.coincide.client.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingInformation;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.ledger.TradeSearch;
import org.coincide.client.ledger.Trades;
import org.coincide.client.ordering.OrderAnswers;
import org.coincide.client.requests.TradeRequests;
import org.coincide.client.statements.Adoptions;
import org.coincide.client.verification.LedgerView.RemovedTrade;
import org.coincide.client.verification.SentOrder;
import org.springframework.stereotype.Component;

/** Loads the {@link BatchLedger} of a batch. */
@Component
record BatchLedgerLoader(
        OrderAnswers orders,
        TradeRequests requests,
        Trades trades,
        History history,
        Adoptions adoptions,
        TradeSearch search,
        RemovedTrades removed) {

    /** The trades and orders of the batch that the retention has removed. */
    record Removed(Map<String, RemovedTrade> trades, Set<String> references) {}

    /** Loads the orders and trades that the messages refer to. */
    BatchLedger load(Collection<ReceivedMessage> messages) {
        Set<String> tradingIds = new LinkedHashSet<>();
        Set<String> references = new LinkedHashSet<>();
        for (var received : messages) {
            received.message().ifPresent(message -> collect(message, tradingIds, references));
        }
        var sent = orders.load(references);
        amendedReferences(messages)
                .forEach(reference ->
                        sent.computeIfPresent(reference, (same, order) -> order.amended(requests.amendmentsOf(same))));
        var held = trades.load(tradingIds);
        return new BatchLedger(this, sent, held, removed(messages, held.keySet(), sent));
    }

    /** Looks up the trades and orders that the ledger lacks, except those of orders that have no answer yet. */
    private Removed removed(Collection<ReceivedMessage> messages, Set<String> held, Map<String, SentOrder> sent) {
        Set<String> tradingIds = new LinkedHashSet<>();
        Set<String> references = new LinkedHashSet<>();
        for (var received : messages) {
            received.message()
                    .filter(message -> !(message instanceof TradingMessage.OfInformation information)
                            || !sent.containsKey(information.data().orderReference())
                            || !isOpen(sent.get(information.data().orderReference())))
                    .ifPresent(message -> collect(message, tradingIds, references));
        }
        tradingIds.removeAll(held);
        references.removeAll(sent.keySet());
        return new Removed(removed.load(tradingIds), removed.references(references));
    }

    private static boolean isOpen(SentOrder order) {
        return order.tradingId() == null;
    }

    /** Stores the server's refusal of an order or of a request. */
    void storeRefusal(RefusalReport refusal, String body, String signature, Instant now) {
        if (refusal.isForOrder()) {
            orders.markRefused(refusal.orderReference(), refusal.reasonsAsJson(), body, signature, now);
        } else if (refusal.isForRequest()) {
            requests.markRefused(refusal, refusal.reasonsAsJson(), body, signature, now);
        }
    }

    Optional<SentOrder> order(String reference) {
        return Optional.ofNullable(orders.load(Set.of(reference)).get(reference));
    }

    /** The orders with a later revision. Amendments are rare and loaded for these orders only. */
    private static Set<String> amendedReferences(Collection<ReceivedMessage> messages) {
        return messages.stream()
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
                && refusal.data().isForOrder()) {
            references.add(refusal.data().orderReference());
        } else if (message instanceof TradingMessage.OfRefusal refusal
                && refusal.data().isForRequest()) {
            tradingIds.add(refusal.data().tradingId());
        }
    }
}
