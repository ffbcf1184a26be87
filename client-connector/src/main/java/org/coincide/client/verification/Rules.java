package org.coincide.client.verification;

import static org.coincide.client.verification.Rule.warning;
import static org.coincide.client.verification.Rule.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coincide.client.contract.CanonicalJson;

/** The contract's warnings, each a rule. */
final class Rules {

    static final Rule WRONG_CLIENT = warning(WarningType.WRONG_CLIENT, claim -> claim.information()
            .filter(information -> !information.clientId().equals(claim.clientId()))
            .map(information -> "it is for client " + information.clientId() + ", this is " + claim.clientId()));

    static final Rule UNKNOWN_ORDER = warning(WarningType.UNKNOWN_ORDER, claim -> claim.orderReference()
            .filter(reference -> claim.books().order(reference).isEmpty())
            .map(reference -> "this client never sent an order " + reference));

    static final Rule CONTENT_MISMATCH = warning(
            WarningType.CONTENT_MISMATCH, claim -> claim.informationMessage().flatMap(message -> {
                var sent = claim.order().orElseThrow();
                var data = message.data();
                var asked =
                        data.revision() == 1 ? "order that this client sent" : "amendments that this client asked for";
                return when(
                                !sent.asksFor(data.revision(), CanonicalJson.digest(message.contents())),
                                () -> "its contents are not those of the " + asked)
                        .or(() -> when(
                                !sent.asksFor(data.revision(), data.orderDigest()),
                                () -> "its orderDigest is not that of the " + asked));
            }));

    static final Rule UNKNOWN_TRADE =
            claim -> when(claim.goesOn() && claim.trade().isEmpty(), () -> "the ledger has no such trade")
                    .map(text -> warned(claim, WarningType.UNKNOWN_TRADE, text, 1));

    /** The same message again is a duplicate and no warning; another one in its place is an equivocation. */
    static final Rule SEQUENCE_HELD = claim -> claim.trade()
            .filter(trade -> claim.envelope().sequence() <= trade.sequence())
            .map(trade -> held(claim, trade));

    static final Rule SEQUENCE_GAP = claim -> claim.trade()
            .filter(trade -> claim.envelope().sequence() > trade.sequence() + 1)
            .map(trade -> warned(
                    claim,
                    WarningType.SEQUENCE_GAP,
                    "sequence " + claim.envelope().sequence() + " came where " + (trade.sequence() + 1) + " is next",
                    trade.sequence() + 1));

    static final Rule UNKNOWN_STATUS = warning(WarningType.UNKNOWN_STATUS, claim -> Stream.concat(
                    claim.statuses().stream(), claim.processing().map(processing -> processing.previous()).stream())
            .flatMap(statuses -> claim.transitions().unknown(statuses).stream())
            .findFirst()
            .map(status -> "this version does not know the " + status));

    static final Rule ILLEGAL_TRANSITION = warning(WarningType.ILLEGAL_TRANSITION, Rules::illegalStep);

    static final Rule INVARIANT_BROKEN = warning(WarningType.INVARIANT_BROKEN, Invariants::firstBroken);

    static final Rule AFTER_CLOSE =
            warning(WarningType.AFTER_CLOSE, claim -> amendedAfterClose(claim).or(() -> movedAfterClose(claim)));
    /** In the contract's order; the first that has something to say decides. */
    static final List<Rule> IN_ORDER = List.of(
            WRONG_CLIENT,
            UNKNOWN_ORDER,
            CONTENT_MISMATCH,
            UNKNOWN_TRADE,
            SEQUENCE_HELD,
            SEQUENCE_GAP,
            UNKNOWN_STATUS,
            ILLEGAL_TRANSITION,
            INVARIANT_BROKEN,
            AFTER_CLOSE);

    private Rules() {}

    private static Optional<String> amendedAfterClose(VerificationContext claim) {
        return when(
                claim.information().isPresent()
                        && claim.trade().map(Trade::closed).orElse(false),
                () -> "the trade is closed; its order can no longer be amended");
    }

    private static Optional<String> movedAfterClose(VerificationContext claim) {
        return claim.processing()
                .filter(processing -> claim.trade().orElseThrow().closed())
                .filter(processing -> !ClosedTradePolicy.mayFollow(processing, claim.transitions()))
                .map(processing ->
                        "the trade is closed; only a return or a refund may follow, not " + processing.statuses());
    }

    private static Verification held(VerificationContext claim, Trade trade) {
        long sequence = claim.envelope().sequence();
        var held = claim.books()
                .body(trade.tradingId(), sequence)
                .orElseThrow(() -> new IllegalStateException("The ledger stands at " + trade.sequence()
                        + " but has no entry " + sequence + ": " + trade.tradingId()));
        return held.equals(claim.message().body())
                ? new Verification.Duplicate(trade.tradingId(), sequence)
                : new Verification.Warned(Warning.of(
                        WarningType.EQUIVOCATION, "the ledger holds another message with sequence " + sequence, claim));
    }

    private static Verification warned(VerificationContext claim, WarningType type, String text, long awaits) {
        return new Verification.Warned(Warning.of(type, text, claim).awaiting(awaits));
    }

    private static Optional<String> illegalStep(VerificationContext claim) {
        return claim.statuses().flatMap(statuses -> Stream.of(Lifecycle.values())
                .filter(lifecycle -> !legal(claim, lifecycle, lifecycle.of(statuses)))
                .map(lifecycle -> claim.trade()
                        .map(trade -> lifecycle.spelled() + " may not go from " + lifecycle.of(trade.statuses())
                                + " to " + lifecycle.of(statuses))
                        .orElseGet(() -> lifecycle.spelled() + " may not begin with " + lifecycle.of(statuses)))
                .findFirst());
    }

    private static boolean legal(VerificationContext claim, Lifecycle lifecycle, String status) {
        return claim.trade()
                .map(trade -> claim.transitions().allows(trade, lifecycle, status))
                .orElseGet(() -> claim.transitions().first(lifecycle).contains(status));
    }
}
