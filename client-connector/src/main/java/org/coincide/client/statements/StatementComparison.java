package org.coincide.client.statements;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.requests.ReceiptPublisher;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares a statement with the ledger, in the transaction that stores the messages received before it. Never changes the ledger.
 * An inquiry requests the messages that the ledger lacks; a contradiction is a warning; a receipt names the trades that agree.
 */
@Service
public class StatementComparison {

    private final ServerStatements statements;
    private final MissingMessages missing;
    private final StatedTradeComparison trades;
    private final ReceiptPublisher receipts;

    StatementComparison(
            ServerStatements statements,
            MissingMessages missing,
            StatedTradeComparison trades,
            ReceiptPublisher receipts) {
        this.statements = statements;
        this.missing = missing;
        this.trades = trades;
        this.receipts = receipts;
    }

    /** Compares and stores a statement, and stores the inquiries about what is missing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public ComparedStatement compare(TradingMessage.OfStatement message, Instant now) {
        var statement = message.data();
        var digest = CanonicalJson.digest(message.body());
        var known = statements.find(statement.number());
        if (known.isPresent() && known.get().digest().equals(digest)) {
            return ComparedStatement.DUPLICATE;
        }
        if (known.isPresent()) {
            return ComparedStatement.rejected(StatedTradeComparison.equivocation(
                    message,
                    "a different statement with number " + statement.number() + " was received before",
                    null,
                    null));
        }
        var broken = brokenChain(message, digest);
        if (broken.isPresent()) {
            return ComparedStatement.rejected(broken.get());
        }
        missing.inquireAboutGap(statement);
        var later = missing.tailsOfLaterStatements(statement);
        statements.store(statement, digest, now);
        var compared = trades.compare(message, later);
        receipts.publish(statement.number(), digest, compared.verified());
        return compared;
    }

    /**
     * Answers repeated statements with a receipt of the last one: in this way the server asks, after a start, which statement was the last
     * one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirmLast() {
        statements.last().ifPresent(last -> receipts.publish(last.number(), last.digest(), List.of()));
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
                        "statement " + statement.number()
                                + " does not follow the statement before it, or the one after it"
                                + " does not follow it: previousDigest differs",
                        message,
                        null,
                        null));
    }
}
