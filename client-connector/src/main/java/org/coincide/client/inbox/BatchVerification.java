package org.coincide.client.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.verification.Verification;
import org.coincide.client.verification.Verifier;
import org.coincide.client.verification.Warning;

/** The judgement of one batch, message by message, in the order in which they came. */
final class BatchVerification {

    private final Verifier verifier;
    private final BatchLedger books;
    private final BatchQuarantine quarantine;
    private final Instant now;
    private final BatchReport report = new BatchReport();
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private final Map<RefusalReport, String> refusedRequests = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    BatchVerification(Verifier verifier, BatchLedger books, BatchQuarantine quarantine, Instant now) {
        this.verifier = verifier;
        this.books = books;
        this.quarantine = quarantine;
        this.now = now;
    }

    void judge(ReceivedMessage delivery) {
        if (delivery.tradingId() != null) {
            touched.add(delivery.tradingId());
        }
        var verification = verifier.verify(delivery.reading(), books);
        if (verification instanceof Verification.Coincident coincident) {
            apply(coincident);
            judgeWaiting(coincident.trade().tradingId());
        } else if (verification instanceof Verification.Duplicate) {
            report.duplicate();
        } else if (verification instanceof Verification.Refused refused) {
            refuse(refused.refusal());
        } else if (verification instanceof Verification.Warned warned) {
            putAside(delivery, warned.warning());
        }
    }

    /** Puts a message aside with a warning that does not come from the verifier. */
    void putAside(ReceivedMessage delivery, Warning warning) {
        quarantine
                .take(delivery, warning, now)
                .ifPresentOrElse(
                        taken -> taken.warning().ifPresentOrElse(report::warned, report::aside), report::duplicate);
    }

    BatchReport report() {
        return report;
    }

    /** The orders refused, with the reasons as JSON. */
    Map<String, String> refusedOrders() {
        return refusals;
    }

    /** The requests refused, with the reasons as JSON. */
    Map<RefusalReport, String> refusedRequests() {
        return refusedRequests;
    }

    /** The gaps open after the batch in the trades that it touched. */
    Map<String, Long> gaps() {
        Map<String, Long> next = new LinkedHashMap<>();
        touched.forEach(id -> books.trade(id).ifPresent(trade -> next.put(id, trade.sequence() + 1)));
        return quarantine.gaps(next);
    }

    private void apply(Verification.Coincident coincident) {
        report.applied(coincident.trade().orderReference(), books.apply(coincident, now));
    }

    /** What waited for the message that has just been applied is judged again, in its turn. */
    private void judgeWaiting(String tradingId) {
        var first = quarantine.nextToJudge(tradingId, sequence(tradingId));
        if (first.isPresent()) {
            books.recallAmendments(tradingId);
        }
        for (var next = first; next.isPresent(); next = quarantine.nextToJudge(tradingId, sequence(tradingId))) {
            var message = next.get();
            var verification = verifier.verify(quarantine.body(message), books);
            if (verification instanceof Verification.Warned warned) {
                RaisedWarning raised = quarantine.condemned(message, warned.warning(), now);
                report.warned(raised);
            } else {
                if (verification instanceof Verification.Coincident coincident) {
                    apply(coincident);
                }
                quarantine.applied(message);
            }
        }
    }

    private long sequence(String tradingId) {
        return books.trade(tradingId).orElseThrow().sequence();
    }

    private void refuse(RefusalReport refusal) {
        JsonNode reasons = Json.STRICT.valueToTree(refusal.reasons());
        if (refusal.ofOrder()) {
            refusals.put(refusal.orderReference(), reasons.toString());
        } else if (refusal.ofRequest()) {
            refusedRequests.put(refusal, reasons.toString());
        }
        report.refused(refusal);
    }
}
