package org.coincide.client.statements;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.contract.TradingMessage.Statement;
import org.coincide.client.contract.TradingMessage.Statement.StatedTrade;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.ledger.Trades;
import org.coincide.client.ordering.OrderAnswers;
import org.coincide.client.paging.Parts;
import org.coincide.client.requests.InquiryPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The messages and statements that statements name and this client lacks. An inquiry requests them from the server. */
@Service
public class MissingMessages {

    /** Maximum number of missing statements that are requested one by one; beyond, a full statement costs less. */
    private static final int LARGEST_GAP = 1_000;

    private final ServerStatements statements;
    private final Trades trades;
    private final RemovedTrades removed;
    private final OrderAnswers orders;
    private final Rebuild rebuild;
    private final InquiryPublisher inquiries;

    /** The last trade that was looked at; the empty text before the first one. */
    private volatile String lookedAt = "";

    MissingMessages(
            ServerStatements statements,
            Trades trades,
            RemovedTrades removed,
            OrderAnswers orders,
            Rebuild rebuild,
            InquiryPublisher inquiries) {
        this.statements = statements;
        this.trades = trades;
        this.removed = removed;
        this.orders = orders;
        this.rebuild = rebuild;
        this.inquiries = inquiries;
    }

    /** Requests the statements before this one that were not received; without any statement, a full one. */
    void inquireAboutGap(Statement statement) {
        long last = statements.lastNumber();
        long missing = statement.number() - last - 1;
        if (missing <= 0) {
            return;
        }
        if (last == 0 || missing > LARGEST_GAP) {
            if (trades.isEmpty() && orders.isEmpty() && removed.isEmpty()) {
                rebuild.start("this ledger is empty, and the server has sent " + (statement.number() - 1)
                        + " statements before");
            } else {
                inquiries.publishFull();
            }
        } else {
            statements.addMissing(last + 1, statement.number() - 1);
            inquiries.publishStatements(last + 1);
        }
    }

    /** The messages that are missing by statements with a higher number: a statement that arrives late does not know of them. */
    Map<String, Long> tailsOfLaterStatements(Statement statement) {
        return statement.number() < statements.lastNumber()
                ? statements.tails(
                        statement.trades().stream().map(StatedTrade::tradingId).toList())
                : Map.of();
    }

    /**
     * Inquires again about statements that are still missing, and about the next trades that lack a stated message: each call goes on
     * after the trades of the last one, and begins again after all trades.
     *
     * @return whether there are more trades
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean inquireAgain() {
        boolean more = inquireAboutNextTrades();
        statements.firstMissing().ifPresent(inquiries::publishStatements);
        rebuild.requestAgain();
        rebuild.finishIfComplete();
        return more;
    }

    private boolean inquireAboutNextTrades() {
        var tails = statements.nextTails(lookedAt, Parts.LONGEST);
        boolean more = tails.size() == Parts.LONGEST;
        if (!tails.isEmpty()) {
            var held = trades.sequences(tails.keySet());
            Map<String, Long> missing = new LinkedHashMap<>();
            tails.forEach((tradingId, sequence) -> {
                long last = held.getOrDefault(tradingId, 0L);
                if (last < sequence) {
                    missing.put(tradingId, last + 1);
                }
            });
            held.keySet().removeAll(missing.keySet());
            statements.removeHeld(held);
            inquiries.publishStated(missing);
        }
        lookedAt = more ? List.copyOf(tails.keySet()).get(tails.size() - 1) : "";
        return more;
    }
}
