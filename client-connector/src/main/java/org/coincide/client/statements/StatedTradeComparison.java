package org.coincide.client.statements;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.contract.TradingMessage.Statement.Full;
import org.coincide.client.contract.TradingMessage.Statement.StatedTrade;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.ledger.Trades;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.requests.InquiryPublisher;
import org.coincide.client.requests.ReceiptPublisher.VerifiedTrade;
import org.coincide.client.verification.LedgerView.RemovedTrade;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.stereotype.Service;

/** Compares the trades that a statement names, and those that it omits, with the ledger. */
@Service
class StatedTradeComparison {

    /** A trade that is not in the ledger. */
    private static final Trades.Head NOTHING = new Trades.Head(0, "");

    private final ServerStatements statements;
    private final Trades trades;
    private final RemovedTrades removed;
    private final History history;
    private final Rebuild rebuild;
    private final QuarantinedMessages quarantine;
    private final Warnings warnings;
    private final InquiryPublisher inquiries;
    private final StatementProperties properties;

    StatedTradeComparison(
            ServerStatements statements,
            Trades trades,
            RemovedTrades removed,
            History history,
            Rebuild rebuild,
            QuarantinedMessages quarantine,
            Warnings warnings,
            InquiryPublisher inquiries,
            StatementProperties properties) {
        this.statements = statements;
        this.trades = trades;
        this.removed = removed;
        this.history = history;
        this.rebuild = rebuild;
        this.quarantine = quarantine;
        this.warnings = warnings;
        this.inquiries = inquiries;
        this.properties = properties;
    }

    /**
     * Compares the trades of a statement, and inquires about the messages that the ledger lacks.
     *
     * @param later the messages that are missing by statements with a higher number
     */
    ComparedStatement compare(TradingMessage.OfStatement message, Map<String, Long> later) {
        var statement = message.data();
        List<VerifiedTrade> verified = new ArrayList<>();
        List<StatedTrade> missing = new ArrayList<>();
        List<Warning> found = new ArrayList<>();
        Map<String, Long> inquired = new LinkedHashMap<>();
        var ids = statement.trades().stream().map(StatedTrade::tradingId).collect(Collectors.toSet());
        var held = trades.heads(ids);
        var gone = removed.load(ids.stream().filter(id -> !held.containsKey(id)).toList());
        for (var stated : statement.trades()) {
            if (gone.containsKey(stated.tradingId())) {
                compareRemoved(message, gone.get(stated.tradingId()), stated, verified, found, inquired);
                continue;
            }
            var head = held.getOrDefault(stated.tradingId(), NOTHING);
            if (head.sequence() < stated.sequence()) {
                missing.add(stated);
                inquired.put(stated.tradingId(), head.sequence() + 1);
            } else if (digest(head, stated).equals(stated.digest())) {
                verified.add(new VerifiedTrade(stated.tradingId(), head.sequence(), head.digest()));
            } else if (!warnings.contains(WarningType.EQUIVOCATION, stated.tradingId(), stated.sequence())) {
                found.add(equivocation(
                        message,
                        "the ledger contains a different message with sequence " + stated.sequence()
                                + " than the statement names",
                        stated.tradingId(),
                        stated.sequence()));
                // The other message arrives as evidence, and people can decide between the two.
                inquired.put(stated.tradingId(), stated.sequence());
            }
        }
        var known = statement.trades().stream()
                .filter(stated -> later.getOrDefault(stated.tradingId(), 0L) > stated.sequence())
                .map(StatedTrade::tradingId)
                .collect(Collectors.toSet());
        missing.removeIf(stated -> known.contains(stated.tradingId()));
        statements.replaceTails(ids.stream().filter(id -> !known.contains(id)).toList(), missing);
        inquiries.publishStated(inquired);
        found.addAll(unknownTrades(message));
        if (statement.full() != null) {
            comparePage(message, statement.full(), verified, found);
        }
        return new ComparedStatement(false, verified, warnings.notRaised(found));
    }

    /** A message that followed the removal is requested, to be warned of, and is not missing: the ledger never has it. */
    private void compareRemoved(
            TradingMessage.OfStatement message,
            RemovedTrade trade,
            StatedTrade stated,
            List<VerifiedTrade> verified,
            List<Warning> found,
            Map<String, Long> inquired) {
        if (stated.sequence() > trade.sequence()) {
            inquired.put(stated.tradingId(), trade.sequence() + 1);
        } else if (removed.contains(trade, stated.sequence(), stated.digest())) {
            verified.add(new VerifiedTrade(trade.tradingId(), trade.sequence(), trade.lastDigest()));
        } else if (!warnings.contains(WarningType.EQUIVOCATION, stated.tradingId(), stated.sequence())) {
            found.add(equivocation(
                    message,
                    "the trade was removed from this ledger and had a different message with sequence "
                            + stated.sequence() + " than the statement names",
                    stated.tradingId(),
                    stated.sequence()));
        }
    }

    /** The digest of the ledger's message with the stated sequence. Rarely, the ledger is already further than the statement. */
    private String digest(Trades.Head head, StatedTrade stated) {
        return head.sequence() == stated.sequence()
                ? head.digest()
                : history.body(stated.tradingId(), stated.sequence())
                        .map(CanonicalJson::digest)
                        .orElse("");
    }

    /** The server does not have these trades: a trade in the ledger is denied, and nothing waits for another one any more. */
    private List<Warning> unknownTrades(TradingMessage.OfStatement message) {
        var unknown = message.data().unknownTrades();
        if (unknown == null || unknown.isEmpty()) {
            return List.of();
        }
        var held = trades.sequences(unknown);
        statements.removeTails(unknown);
        unknown.stream().filter(id -> !held.containsKey(id)).forEach(quarantine::stopWaiting);
        return held.entrySet().stream()
                .map(trade -> denied(message, trade.getKey(), trade.getValue()))
                .toList();
    }

    /**
     * The trades of the ledger that a page does not list: a restored server lacks them and learns of them, also of the latest ones. A trade that
     * is not that young is denied.
     */
    private void comparePage(
            TradingMessage.OfStatement message, Full page, List<VerifiedTrade> verified, List<Warning> found) {
        var opened = trades.openedBetween(page.after(), page.upTo());
        message.data().trades().forEach(stated -> opened.remove(stated.tradingId()));
        verified.addAll(
                0,
                opened.entrySet().stream()
                        .map(trade -> new VerifiedTrade(
                                trade.getKey(),
                                trade.getValue().head().sequence(),
                                trade.getValue().head().digest()))
                        .toList());
        var before = message.envelope().time().minus(properties.deniedAfter());
        opened.forEach((tradingId, trade) -> {
            if (trade.at().isBefore(before)) {
                found.add(denied(message, tradingId, trade.head().sequence()));
            }
        });
        rebuild.received(page, message.envelope().time());
    }

    private static Warning denied(TradingMessage.OfStatement message, String tradingId, long sequence) {
        return Warning.of(
                WarningType.TRADE_DENIED,
                "the ledger contains this trade up to sequence " + sequence
                        + ", but the server states that it has no such trade",
                message,
                tradingId,
                sequence);
    }

    static Warning equivocation(TradingMessage.OfStatement message, String text, String tradingId, Long sequence) {
        return Warning.of(WarningType.EQUIVOCATION, text, message, tradingId, sequence);
    }
}
