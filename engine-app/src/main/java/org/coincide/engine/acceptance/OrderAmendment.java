package org.coincide.engine.acceptance;

import java.util.List;
import java.util.Optional;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.lifecycle.OrderProcess;
import org.coincide.engine.trade.AmendedOrder;
import org.coincide.engine.trade.Amendment;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes the changed order of a trade: it must pass what an order must pass, and is then decided upon again. */
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

    /** Whether this is the order as the trade has it already. */
    public boolean isPresent(Trade trade, String contents) {
        return trade.orderDigest().equals(OrderDigest.of(contents));
    }

    /**
     * Changes the order of a trade that the caller has locked: row, message and process in its transaction.
     *
     * @return why not; empty where it is done
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Refusal> revise(Trade trade, Order order, String contents) {
        Optional<Refusal> breach = breach(trade, order);
        if (breach.isPresent()) {
            return breach;
        }
        Amendment amendment = trades.amend(
                trade.tradingId(), new AmendedOrder(OrderDigest.of(contents), contents, order.tradeLines()));
        journal.append(amendment);
        process.amended(
                trade.tradingId(),
                OrderFactsCollector.the(
                        order,
                        clients.find(trade.clientId()).orElseThrow(),
                        !trades.anyOtherOf(trade.clientId(), trade.tradingId())));
        return Optional.empty();
    }

    private Optional<Refusal> breach(Trade trade, Order order) {
        if (!order.orderReference().equals(trade.orderReference())) {
            return Optional.of(new Refusal(
                    "OTHER_ORDER",
                    "This is trade of order " + trade.orderReference() + "; an amendment keeps the reference.",
                    "/order/orderReference"));
        }
        if (!order.currency().equals(trade.currency())) {
            return Optional.of(new Refusal(
                    "OTHER_CURRENCY",
                    "The order is in " + trade.currency() + "; an amendment keeps it.",
                    "/order/currency"));
        }
        List<String> skus =
                order.lines().stream().map(Order.Line::sku).distinct().toList();
        return AcceptancePolicies.breaches(new PricedOrder(order, products.find(skus))).stream()
                .findFirst()
                .map(refusal -> new Refusal(refusal.code(), refusal.text(), "/order" + refusal.pointer()));
    }
}
