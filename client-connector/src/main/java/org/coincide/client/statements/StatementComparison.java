package org.coincide.client.statements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.contract.TradingMessage.Statement;
import org.coincide.client.contract.TradingMessage.Statement.Full;
import org.coincide.client.contract.TradingMessage.Statement.StatedTrade;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.ledger.Trades;
import org.coincide.client.ordering.OrderAnswers;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.requests.InquiryPublisher;
import org.coincide.client.requests.ReceiptPublisher;
import org.coincide.client.requests.ReceiptPublisher.VerifiedTrade;
import org.coincide.client.verification.LedgerView.RemovedTrade;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares a statement with the ledger, in the transaction that stores the messages received before it. Never changes the ledger.
 * What the ledger lacks is requested by an inquiry; what
 * contradicts the ledger is a warning; a receipt names what agrees.
 */
@Service
public class StatementComparison {

    /** Maximum number of missing statements that are requested one by one; beyond, a full statement costs less. */
    private static final int LARGEST_GAP = 1_000;

    /** A time after that of every message. */
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /** A trade that is not in the ledger. */
    private static final Trades.Head NOTHING = new Trades.Head(0, "");

    private final ServerStatements statements;
    private final Trades trades;
    private final RemovedTrades removed;
    private final History history;
    private final OrderAnswers orders;
    private final Rebuild rebuild;
    private final QuarantinedMessages quarantine;
    private final Warnings warnings;
    private final InquiryPublisher inquiries;
    private final ReceiptPublisher receipts;
    private final StatementProperties properties;

    StatementComparison(
            ServerStatements statements,
            Trades trades,
            RemovedTrades removed,
            History history,
            OrderAnswers orders,
            Rebuild rebuild,
            QuarantinedMessages quarantine,
            Warnings warnings,
            InquiryPublisher inquiries,
            ReceiptPublisher receipts,
            StatementProperties properties) {
        this.statements = statements;
        this.trades = trades;
        this.removed = removed;
        this.history = history;
        this.orders = orders;
        this.rebuild = rebuild;
        this.quarantine = quarantine;
        this.warnings = warnings;
        this.inquiries = inquiries;
        this.receipts = receipts;
        this.properties = properties;
    }

    /** Compares and stores a statement, and stores the inquiries about what is missing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public ComparedStatement compare(TradingMessage.OfStatement message, Instant now) {
        var statement = message.data();
        var digest = CanonicalJson.digest(message.body());
        var known = statements.find(statement.number());
        if (known.isPresent() && known.get().digest().equals(digest)) {
            // The server asks in this way, after a start, which statement was the last one.
            statements.last().ifPresent(last -> receipts.publish(last.number(), last.digest(), List.of()));
            return ComparedStatement.DUPLICATE;
        }
        if (known.isPresent()) {
            return ComparedStatement.rejected(equivocation(
                    message,
                    "a different statement with number " + statement.number() + " was received before",
                    null,
                    null));
        }
        var broken = brokenChain(message, digest);
        if (broken.isPresent()) {
            return ComparedStatement.rejected(broken.get());
        }
        inquireAboutGap(statement);
        var later = tailsOfLaterStatements(statement);
        statements.store(statement, digest, now);
        var compared = compareTrades(message, later);
        receipts.publish(statement.number(), digest, compared.verified());
        return compared;
    }

    private Optional<Warning> brokenChain(TradingMessage.OfStatement message, String digest) {
        var statement = message.data();
        boolean follows = statements
                .find(statement.number() - 1)
                .map(previous -> previous.digest().equals(statement.previousDigest()))
                .orElse(true);
        boolean precedes = statements
                .find(statement.number() + 1)
                .map(next -> digest.equals(next.previousDigest()))
                .orElse(true);
        return follows && precedes
                ? Optional.empty()
                : Optional.of(Warning.of(
                        WarningType.CHAIN_BROKEN,
                        "previousDigest does not agree with the neighbouring statement of statement "
                                + statement.number(),
                        message,
                        null,
                        null));
    }

    /** Requests the statements before this one that were not received; without any statement, a full one. */
    private void inquireAboutGap(Statement statement) {
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
    private Map<String, Long> tailsOfLaterStatements(Statement statement) {
        return statement.number() < statements.lastNumber() ? statements.tails() : Map.of();
    }

    private ComparedStatement compareTrades(TradingMessage.OfStatement message, Map<String, Long> later) {
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
            verified.addAll(0, unlisted(statement.full(), ids));
        }
        found.addAll(absentTrades(message, ids));
        if (statement.full() != null && statement.full().upTo() == null) {
            rebuild.listed();
        }
        found.removeIf(warning -> warnings.contains(warning.type(), warning.tradingId(), warning.sequence()));
        return new ComparedStatement(false, verified, found);
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

    /** The trades of the ledger that a page does not list, also the latest ones: a restored server lacks them, and learns of them. */
    private List<VerifiedTrade> unlisted(Full page, Set<String> listed) {
        var held = trades.openedBetween(page.after(), page.upTo(), LATEST).keySet().stream()
                .filter(id -> !listed.contains(id))
                .toList();
        return trades.heads(held).entrySet().stream()
                .map(trade -> new VerifiedTrade(
                        trade.getKey(),
                        trade.getValue().sequence(),
                        trade.getValue().digest()))
                .toList();
    }

    /** The trades of the ledger in the range of a full statement's page that the page does not list. */
    private List<Warning> absentTrades(TradingMessage.OfStatement message, Set<String> listed) {
        var page = message.data().full();
        if (page == null) {
            return List.of();
        }
        var before = message.envelope().time().minus(properties.deniedAfter());
        return trades.openedBetween(page.after(), page.upTo(), before).entrySet().stream()
                .filter(trade -> !listed.contains(trade.getKey()))
                .map(trade -> denied(message, trade.getKey(), trade.getValue()))
                .toList();
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

    private static Warning equivocation(
            TradingMessage.OfStatement message, String text, String tradingId, Long sequence) {
        return Warning.of(WarningType.EQUIVOCATION, text, message, tradingId, sequence);
    }

    /** Returns the trades that lack a stated message, and the first missing sequence of each. */
    public Map<String, Long> missing() {
        var tails = statements.tails();
        var held = trades.sequences(tails.keySet());
        Map<String, Long> missing = new LinkedHashMap<>();
        tails.forEach((tradingId, sequence) -> {
            long last = held.getOrDefault(tradingId, 0L);
            if (last < sequence) {
                missing.put(tradingId, last + 1);
            }
        });
        return missing;
    }

    /** Inquires again about trades and statements that are still missing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void inquireAgain() {
        var tails = statements.tails();
        if (!tails.isEmpty()) {
            var missing = missing();
            statements.removeTails(tails.keySet().stream()
                    .filter(id -> !missing.containsKey(id))
                    .toList());
            inquiries.publishStated(missing);
        }
        statements.firstMissing().ifPresent(inquiries::publishStatements);
        if (rebuild.awaitsStatement()) {
            inquiries.publishFull();
        }
        rebuild.finishIfComplete();
    }
}
