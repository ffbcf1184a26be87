package org.coincide.client.settlement;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.statements.Adoptions;
import org.coincide.client.verification.LedgerView;
import org.coincide.client.verification.SentOrder;
import org.coincide.client.verification.Trade;

/** View of one trade while its history is decided anew. */
final class SettledTrade implements LedgerView {

    private final String tradingId;
    private final SentOrder order;
    private final MadeRequests requests;
    private final Adoptions adoptions;
    private final Map<Long, String> bodies = new HashMap<>();
    private Trade trade;

    SettledTrade(String tradingId, SentOrder order, MadeRequests requests, Adoptions adoptions) {
        this.tradingId = tradingId;
        this.order = order;
        this.requests = requests;
        this.adoptions = adoptions;
    }

    /** Adds the next message. */
    void add(Trade after, String body) {
        trade = after;
        bodies.put(after.sequence(), body);
    }

    Optional<Trade> trade() {
        return Optional.ofNullable(trade);
    }

    long next() {
        return trade == null ? 1 : trade.sequence() + 1;
    }

    @Override
    public Optional<SentOrder> order(String reference) {
        return Optional.ofNullable(order).filter(known -> known.reference().equals(reference));
    }

    @Override
    public boolean adopts(TradingMessage.OfInformation information) {
        return adoptions.of(information).isPresent();
    }

    @Override
    public MadeRequests requests(String id) {
        return requests;
    }

    @Override
    public Optional<Trade> trade(String id) {
        return tradingId.equals(id) ? trade() : Optional.empty();
    }

    @Override
    public Optional<String> body(String id, long sequence) {
        return tradingId.equals(id) ? Optional.ofNullable(bodies.get(sequence)) : Optional.empty();
    }
}
