package org.coincide.engine.acceptance;

import java.util.List;
import java.util.Optional;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.lifecycle.OrderProcess;
import org.coincide.engine.signatures.ClientSignatures;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.trade.Trades.AmendedOrder;
import org.coincide.engine.trade.Trades.Amendment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Amends the order of a trade: the amended order must pass the same policies as a new order and is decided again. */
@Component
public class OrderAmendment {

    private final Trades trades;
    private final Products products;
    private final Journal journal;
    private final OrderProcess process;
    private final ClientAccounts clients;

    OrderAmendment(Trades trades, Products products, Journal journal, OrderProcess process, ClientAccounts clients) {
        this.trades = trades;
        this.products = products;
        this.journal = journal;
        this.process = process;
        this.clients = clients;
    }

    /** Returns whether the trade already has exactly this order. */
    public boolean isUnchanged(Trade trade, String contents) {
        return trade.orderDigest().equals(OrderDigest.of(contents));
    }

    /**
     * Amends the order of a trade whose row the caller has locked: row, message and process, in the caller's transaction.
     *
     * @param signature the client's signature of the order's canonical JSON; null for none
     * @return the reason of the refusal; empty if the order was amended
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Refusal> amend(Trade trade, Order order, String contents, String signature) {
        Optional<Refusal> violation = violation(trade, order);
        if (violation.isPresent()) {
            return violation;
        }
        Amendment amendment = trades.amend(
                trade.tradingId(),
                new AmendedOrder(
                        OrderDigest.of(contents), ClientSignatures.storable(signature), contents, order.tradeLines()));
        journal.append(amendment);
        process.amend(
                trade.tradingId(),
                OrderFactsCollector.collect(
                        order,
                        clients.find(trade.clientId()).orElseThrow(),
                        !trades.anyOtherOf(trade.clientId(), trade.tradingId())));
        return Optional.empty();
    }

    private Optional<Refusal> violation(Trade trade, Order order) {
        if (!order.orderReference().equals(trade.orderReference())) {
            return Optional.of(new Refusal(
                    "OTHER_ORDER",
                    "The trade's order reference is " + trade.orderReference()
                            + ". An amendment must keep the order reference.",
                    "/order/orderReference"));
        }
        if (!order.currency().equals(trade.currency())) {
            return Optional.of(new Refusal(
                    "OTHER_CURRENCY",
                    "The trade's currency is " + trade.currency() + ". An amendment must keep the currency.",
                    "/order/currency"));
        }
        List<String> skus =
                order.lines().stream().map(Order.Line::sku).distinct().toList();
        return AcceptancePolicies.violations(PricedOrder.placedAt(trade.acceptedAt(), order, products.offered(skus)))
                .stream()
                .findFirst()
                .map(refusal -> new Refusal(refusal.code(), refusal.text(), "/order" + refusal.pointer()));
    }
}
