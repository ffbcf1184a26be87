package org.coincide.engine.acceptance;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.acceptance.Acceptance.Accepted;
import org.coincide.engine.acceptance.Acceptance.Conflicting;
import org.coincide.engine.acceptance.Acceptance.OverQuota;
import org.coincide.engine.acceptance.Acceptance.Refused;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.lifecycle.OrderProcess;
import org.coincide.engine.signatures.ClientSignatures;
import org.coincide.engine.tracing.TraceParent;
import org.coincide.engine.trade.Identifiers;
import org.coincide.engine.trade.NewTrade;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Accepts orders: checks them against the policies and opens their trades. */
@Component
public class OrderAcceptance {

    private final Trades trades;
    private final Products products;
    private final Journal journal;
    private final JournalHistory history;
    private final OrderProcess process;
    private final Identifiers identifiers;
    private final TransactionOperations transaction;
    private final QuotaCheck quota;
    private final Clock clock;

    OrderAcceptance(
            Trades trades,
            Products products,
            Journal journal,
            JournalHistory history,
            OrderProcess process,
            Identifiers identifiers,
            TransactionOperations transaction,
            QuotaCheck quota,
            Clock clock) {
        this.trades = trades;
        this.products = products;
        this.journal = journal;
        this.history = history;
        this.process = process;
        this.identifiers = identifiers;
        this.transaction = transaction;
        this.quota = quota;
        this.clock = clock;
    }

    /**
     * Accepts an order of a client, once: creates the trade, its first message and its process in one transaction.
     *
     * @param contents the order's JSON as the client wrote it; it has passed the schema
     * @param order the parsed order
     * @param signature the client's signature of the order's canonical JSON; null for none
     * @param trace the order's position in its trace; empty if it has none
     */
    public Acceptance accept(
            ClientAccount client, Order order, String contents, String signature, Optional<TraceParent> trace) {
        Placed placed = new Placed(order, contents, OrderDigest.of(contents), signature, trace);
        try {
            return transaction.execute(status -> acceptOnce(client, placed));
        } catch (DuplicateKeyException lostRace) {
            return transaction.execute(status -> acceptOnce(client, placed));
        }
    }

    private record Placed(Order order, String contents, String digest, String signature, Optional<TraceParent> trace) {}

    private Acceptance acceptOnce(ClientAccount client, Placed placed) {
        Order order = placed.order();
        String digest = placed.digest();
        Optional<Trade> known = trades.find(client.id(), order.orderReference());
        if (known.isPresent()) {
            return digest.equals(known.get().orderDigest()) || digest.equals(firstDigestOf(known.get()))
                    ? new Accepted(known.get().tradingId(), true)
                    : new Conflicting(known.get().tradingId());
        }
        Optional<OverQuota> overQuota = quota.violation(client);
        if (overQuota.isPresent()) {
            return overQuota.get();
        }
        List<Refusal> violations = AcceptancePolicies.violations(PricedOrder.placedAt(
                clock.instant(),
                order,
                products.offered(
                        order.lines().stream().map(Order.Line::sku).distinct().toList())));
        return violations.isEmpty() ? new Accepted(open(client, placed), false) : new Refused(violations);
    }

    private String open(ClientAccount client, Placed placed) {
        Order order = placed.order();
        Trade trade = trades.open(new NewTrade(
                identifiers.next(),
                client.id(),
                order.orderReference(),
                placed.digest(),
                ClientSignatures.storable(placed.signature()),
                placed.contents(),
                order.currency(),
                order.tradeLines(),
                placed.trace().map(TraceParent::toString).orElse(null)));
        journal.append(trade);
        process.start(
                trade, OrderFactsCollector.collect(order, client, !trades.anyOtherOf(client.id(), trade.tradingId())));
        return trade.tradingId();
    }

    /** The digest of the order as it was placed. A repeated order is a duplicate even after an amendment. */
    private String firstDigestOf(Trade trade) {
        return history.firstDigest(trade.tradingId());
    }
}
