package org.coincide.client.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.contract.TradingMessage.Statement;
import org.coincide.client.contract.UnverifiedHeader;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.statements.ComparedStatement;
import org.coincide.client.verification.Verification;
import org.coincide.client.verification.Verifier;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;

/** Verification of one batch, message by message, in order of receipt. */
final class BatchVerification {

    private final Verifier verifier;
    private final SignedMessageReader reader;
    private final BatchLedger ledger;
    private final BatchQuarantine quarantine;
    private final Instant now;
    private final BatchReport report = new BatchReport();
    private final List<ReceivedRefusal> refusals = new ArrayList<>();
    private final Map<ReceivedMessage, TradingMessage.OfStatement> statements = new LinkedHashMap<>();
    private final Map<TradingMessage.OfKey, String> announcements = new LinkedHashMap<>();
    private final Set<String> tradingIds = new LinkedHashSet<>();
    private boolean repeatsStatement;

    BatchVerification(
            Verifier verifier,
            SignedMessageReader reader,
            BatchLedger ledger,
            BatchQuarantine quarantine,
            Instant now) {
        this.verifier = verifier;
        this.reader = reader;
        this.ledger = ledger;
        this.quarantine = quarantine;
        this.now = now;
    }

    void verify(ReceivedMessage message) {
        if (message.tradingId() != null) {
            tradingIds.add(message.tradingId());
        }
        var verification = verifier.verify(message.reading(), ledger);
        if (verification instanceof Verification.Coincident coincident) {
            apply(coincident, message.signature());
            verifyWaiting(coincident.trade().tradingId());
        } else if (verification instanceof Verification.Duplicate) {
            report.countDuplicate();
        } else if (verification instanceof Verification.Refused refused) {
            addRefusal(refused.refusal(), message);
        } else if (verification instanceof Verification.Stated stated) {
            statements.put(message, stated.statement());
        } else if (verification instanceof Verification.Announced announced) {
            addAnnouncement(announced.message(), message);
        } else if (verification instanceof Verification.Warned warned) {
            quarantine(message, warned.warning());
        }
    }

    /** The batch's statements, to be compared with the ledger after the batch's messages are stored. */
    Map<ReceivedMessage, TradingMessage.OfStatement> statements() {
        return statements;
    }

    /** Adds the result of comparing a statement with the ledger. */
    void compared(ReceivedMessage message, Statement statement, ComparedStatement result) {
        if (result.duplicate()) {
            repeatsStatement = true;
            report.countDuplicate();
        } else {
            report.addStatement(statement);
            quarantine.add(message, result.warnings(), now).forEach(report::addWarning);
        }
    }

    /** Returns whether a compared statement was received before. */
    boolean repeatsStatement() {
        return repeatsStatement;
    }

    /** An unsigned announcement is not believed, even where signatures are optional. */
    private void addAnnouncement(TradingMessage.OfKey announcement, ReceivedMessage message) {
        if (message.signature() == null) {
            quarantine(
                    message,
                    Warning.of(
                            WarningType.UNSIGNED,
                            "the announcement has no signature",
                            UnverifiedHeader.of(message.text())));
        } else {
            announcements.put(announcement, message.signature());
        }
    }

    /** The announcements of keys, with their signatures. */
    Map<TradingMessage.OfKey, String> announcements() {
        return announcements;
    }

    /** Quarantines a message with a warning, also with one that does not come from the verifier. */
    void quarantine(ReceivedMessage message, Warning warning) {
        quarantine
                .add(message, warning, now)
                .ifPresentOrElse(
                        added -> added.warning().ifPresentOrElse(report::addWarning, report::countBehindKnownGap),
                        report::countDuplicate);
    }

    BatchReport report() {
        return report;
    }

    List<ReceivedRefusal> refusals() {
        return refusals;
    }

    /** The batch's trades that have a gap after the batch, with the first missing sequence of each. */
    Map<String, Long> gaps() {
        Map<String, Long> next = new LinkedHashMap<>();
        tradingIds.forEach(id -> ledger.trade(id).ifPresent(trade -> next.put(id, trade.sequence() + 1)));
        return quarantine.gaps(next);
    }

    private void apply(Verification.Coincident coincident, String signature) {
        report.addApplied(coincident.trade().orderReference(), ledger.apply(coincident, signature, now));
    }

    /**
     * Verifies the quarantined messages that waited for the applied message, in order of sequence. Their signatures are verified again: a key
     * can be revoked while a message waits.
     */
    private void verifyWaiting(String tradingId) {
        var first = quarantine.nextToVerify(tradingId, sequence(tradingId));
        if (first.isPresent()) {
            ledger.reloadAmendments(tradingId);
        }
        for (var next = first; next.isPresent(); next = quarantine.nextToVerify(tradingId, sequence(tradingId))) {
            var message = next.get();
            var content = quarantine.content(message);
            var verification = verifier.verify(reader.read(content.body(), content.signature()), ledger);
            if (verification instanceof Verification.Warned warned) {
                report.addWarning(quarantine.reject(message, warned.warning(), now));
            } else {
                if (verification instanceof Verification.Coincident coincident) {
                    apply(coincident, content.signature());
                }
                quarantine.markApplied(message);
            }
        }
    }

    private long sequence(String tradingId) {
        return ledger.trade(tradingId).orElseThrow().sequence();
    }

    private void addRefusal(RefusalReport refusal, ReceivedMessage message) {
        refusals.add(new ReceivedRefusal(refusal, message.text(), message.signature()));
        report.addRefusal(refusal);
    }

    /** A refusal with the message's body and signature. */
    record ReceivedRefusal(RefusalReport refusal, String body, String signature) {}
}
