package org.coincide.client.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.verification.LedgerView;
import org.coincide.client.verification.SentOrder;
import org.coincide.client.verification.Trade;
import org.coincide.client.verification.Verification;

/** The orders and trades of a client, in memory. */
public final class InMemoryLedger implements LedgerView {

    private final Map<String, SentOrder> orders = new HashMap<>();
    private final Map<String, Map<String, Set<String>>> requests = new HashMap<>();
    private final Map<String, Trade> trades = new HashMap<>();
    private final Map<String, String> bodies = new HashMap<>();

    public void recordOrder(JsonNode order) {
        var reference = order.get("orderReference").asText();
        orders.put(reference, new SentOrder(reference, CanonicalJson.digest(order), null));
    }

    /** Records an amendment that this client requested. */
    public void recordAmendment(JsonNode order) {
        orders.computeIfPresent(order.get("orderReference").asText(), (reference, sent) -> {
            var digests = new HashSet<>(sent.amendments());
            digests.add(CanonicalJson.digest(order));
            return sent.amended(digests);
        });
    }

    /** Records a request about a trade; {@code kind} is CANCELLATION, RETURN or AMENDMENT. */
    public void recordRequest(String tradingId, String kind, String id) {
        requests.computeIfAbsent(tradingId, unknown -> new HashMap<>())
                .computeIfAbsent(kind, unknown -> new HashSet<>())
                .add(id);
    }

    /** Stores a coincident message; returns the verification. */
    public Verification apply(Verification verification) {
        if (verification instanceof Verification.Coincident coincident) {
            var trade = coincident.trade();
            trades.put(trade.tradingId(), trade);
            bodies.put(
                    trade.tradingId() + trade.sequence(), coincident.message().body());
            if (coincident.message() instanceof TradingMessage.OfInformation) {
                orders.computeIfPresent(
                        trade.orderReference(), (reference, order) -> order.accepted(trade.tradingId()));
            }
        }
        return verification;
    }

    @Override
    public Optional<SentOrder> order(String reference) {
        return Optional.ofNullable(orders.get(reference));
    }

    @Override
    public MadeRequests requests(String tradingId) {
        return new MadeRequests(requests.getOrDefault(tradingId, Map.of()), true);
    }

    @Override
    public Optional<Trade> trade(String tradingId) {
        return Optional.ofNullable(trades.get(tradingId));
    }

    @Override
    public Optional<String> body(String tradingId, long sequence) {
        return Optional.ofNullable(bodies.get(tradingId + sequence));
    }

    @Override
    public String toString() {
        return orders + "\n" + trades + "\n" + bodies;
    }
}
