package org.coincide.client.verification;

import static org.coincide.client.verification.Rule.warning;
import static org.coincide.client.verification.Rule.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingProcessing;

/** The contract's verification rules, one for each warning type, and one for removed trades. */
final class Rules {

    static final Rule WRONG_CLIENT = warning(WarningType.WRONG_CLIENT, context -> context.addressee()
            .filter(addressee -> !addressee.equals(context.clientId()))
            .map(addressee -> "the message is for client " + addressee + ", this client is " + context.clientId()));

    /** A removed trade is known by its last sequence and the digests of its messages. */
    static final Rule REMOVED_TRADE = context -> context.removed().map(trade -> ofRemovedTrade(context, trade));

    /** A late refusal of an order that was accepted in the end changes nothing, also after the trade was removed. */
    static final Rule UNKNOWN_ORDER = warning(WarningType.UNKNOWN_ORDER, context -> context.orderReference()
            .filter(reference -> context.order().isEmpty())
            .filter(reference ->
                    context.information().isPresent() || !context.ledger().isRemovedOrder(reference))
            .map(reference -> context.ledger().isRemovedOrder(reference)
                    ? "the order " + reference + " belongs to another trade, which was removed from this ledger"
                    : "this client has not sent an order " + reference));

    /** The refusal of an order is compared with the sent orders; any other refusal answers a request about a trade. */
    static final Rule UNKNOWN_REQUEST = warning(WarningType.UNKNOWN_REQUEST, context -> context.refusal()
            .filter(refusal -> !refusal.isForOrder())
            .flatMap(refusal -> refusal.isForRequest()
                    ? unknownRequest(context, refusal)
                    : Optional.of("the refusal of a message of the kind " + refusal.refused()
                            + " names no order and no request")));

    /** A change that the server attributes to this client follows its cancellation, and returned goods its return. */
    static final Rule UNREQUESTED_CHANGE = warning(WarningType.UNKNOWN_REQUEST, context -> context.processing()
            .filter(processing -> isOfClient(processing) || returnsPieces(context, processing))
            .flatMap(processing -> unrequested(context, processing)));

    static final Rule CONTENT_MISMATCH = warning(WarningType.CONTENT_MISMATCH, context -> context.informationMessage()
            .flatMap(message -> {
                var sent = context.order().orElseThrow();
                var data = message.data();
                boolean first = data.revision() == 1;
                var contents = CanonicalJson.digest(message.contents());
                boolean adopted = data.revision() > 1 && context.adopted().isPresent();
                return when(
                                !adopted && !sent.matches(data.revision(), contents),
                                () -> first
                                        ? "the contents differ from the order that this client sent"
                                        : "the contents differ from any amendment that this client sent")
                        .or(() -> when(
                                !contents.equals(data.orderDigest()),
                                () -> first
                                        ? "the orderDigest differs from the order that this client sent"
                                        : "the orderDigest differs from any amendment that this client sent"));
            }));

    static final Rule UNKNOWN_TRADE = context -> when(
                    context.requiresTrade() && context.trade().isEmpty(),
                    () -> "the ledger does not contain this trade")
            .map(text -> warned(context, WarningType.UNKNOWN_TRADE, text, 1));

    /** A redelivered message is a duplicate and no warning; a different message with the same sequence is an equivocation. */
    static final Rule SEQUENCE_HELD = context -> context.trade()
            .filter(trade -> context.envelope().sequence() <= trade.sequence())
            .map(trade -> duplicateOrEquivocation(context, trade));

    static final Rule SEQUENCE_GAP = context -> context.trade()
            .filter(trade -> context.envelope().sequence() > trade.sequence() + 1)
            .map(trade -> warned(
                    context,
                    WarningType.SEQUENCE_GAP,
                    "the sequence is " + context.envelope().sequence() + " but the next one is "
                            + (trade.sequence() + 1),
                    trade.sequence() + 1));

    /** Only the next message of a trade reaches this rule; a message behind a gap is checked when the gap is closed. */
    static final Rule CHAIN_BROKEN = warning(
            WarningType.CHAIN_BROKEN,
            context -> when(
                    !context.isOutsideOfTrades()
                            && !context.previousDigest().equals(context.trade().map(Trade::lastDigest)),
                    () -> "previousDigest is " + context.previousDigest().orElse("null")
                            + (context.trade().isEmpty()
                                    ? " but there is no preceding message"
                                    : " but the preceding message has "
                                            + context.trade().get().lastDigest())));

    static final Rule UNKNOWN_STATUS = warning(WarningType.UNKNOWN_STATUS, context -> Stream.concat(
                    context.statuses().stream(), context.processing().map(processing -> processing.previous()).stream())
            .flatMap(statuses -> context.transitions().unknown(statuses).stream())
            .findFirst());

    static final Rule ILLEGAL_TRANSITION = warning(WarningType.ILLEGAL_TRANSITION, Rules::illegalTransition);

    static final Rule INVARIANT_BROKEN = warning(WarningType.INVARIANT_BROKEN, Invariants::firstViolation);

    static final Rule AFTER_CLOSE = warning(
            WarningType.AFTER_CLOSE, context -> amendedAfterClose(context).or(() -> changedAfterClose(context)));

    static final Rule UNTRUSTED_ACTION = warning(
            WarningType.UNTRUSTED_ACTION, context -> context.processing().flatMap(context.bounds()::untrustedAction));

    static final Rule TIME_OUT_OF_BOUNDS =
            warning(WarningType.TIME_OUT_OF_BOUNDS, context -> context.bounds().timeOutOfBounds(context));

    /** All rules in the contract's order; the first result counts. */
    static final List<Rule> IN_ORDER = List.of(
            WRONG_CLIENT,
            REMOVED_TRADE,
            UNKNOWN_ORDER,
            UNKNOWN_REQUEST,
            CONTENT_MISMATCH,
            UNKNOWN_TRADE,
            SEQUENCE_HELD,
            SEQUENCE_GAP,
            CHAIN_BROKEN,
            UNTRUSTED_ACTION,
            TIME_OUT_OF_BOUNDS,
            UNKNOWN_STATUS,
            ILLEGAL_TRANSITION,
            INVARIANT_BROKEN,
            AFTER_CLOSE,
            UNREQUESTED_CHANGE);

    private Rules() {}

    /** The requests of a removed trade are removed, too; its late refusal changes nothing. */
    private static Optional<String> unknownRequest(VerificationContext context, RefusalReport refusal) {
        var made = context.ledger().requests(refusal.tradingId());
        boolean known = refusal.requestId() == null
                ? made.include(refusal.refused())
                : made.include(refusal.refused(), refusal.requestId());
        return when(
                !known && context.ledger().removed(refusal.tradingId()).isEmpty(),
                () -> "this client has not made the " + refusal.refused() + " request "
                        + (refusal.requestId() == null ? "" : refusal.requestId() + " ") + "about the trade "
                        + refusal.tradingId());
    }

    private static boolean isOfClient(TradingProcessing processing) {
        return processing.actor().isClient();
    }

    private static boolean returnsPieces(VerificationContext context, TradingProcessing processing) {
        return context.trade().orElseThrow().lines().stream().anyMatch(before -> processing.lines().stream()
                .anyMatch(line -> line.number() == before.number()
                        && line.returned() > before.quantities().returned()));
    }

    private static Optional<String> unrequested(VerificationContext context, TradingProcessing processing) {
        var made = context.ledger().requests(processing.tradingId());
        if (!made.complete()) {
            return Optional.empty();
        }
        return when(
                        isOfClient(processing) && !made.include("CANCELLATION"),
                        () ->
                                "the server names this client as the cause of the change, but it has requested no cancellation")
                .or(() -> when(
                        returnsPieces(context, processing) && !made.include("RETURN"),
                        () -> "pieces are returned, but this client has requested no return"));
    }

    private static Optional<String> amendedAfterClose(VerificationContext context) {
        return when(
                context.information().isPresent()
                        && context.trade().map(Trade::closed).orElse(false),
                () -> "the trade is closed and its order can no longer be amended");
    }

    private static Optional<String> changedAfterClose(VerificationContext context) {
        return context.processing()
                .filter(processing -> context.trade().orElseThrow().closed())
                .filter(processing -> !ClosedTradePolicy.permits(processing, context.transitions()))
                .map(processing ->
                        "the trade is closed and only a return or a refund is allowed, not " + processing.statuses());
    }

    private static Verification duplicateOrEquivocation(VerificationContext context, Trade trade) {
        long sequence = context.envelope().sequence();
        var stored = context.ledger()
                .body(trade.tradingId(), sequence)
                .orElseThrow(() ->
                        new IllegalStateException("The ledger's history of trade " + trade.tradingId() + " lacks entry "
                                + sequence + " of " + trade.sequence() + ". Restore the database from a backup."));
        return stored.equals(context.message().body())
                ? new Verification.Duplicate(trade.tradingId(), sequence)
                : new Verification.Warned(Warning.of(
                        WarningType.EQUIVOCATION,
                        "the ledger contains a different message with sequence " + sequence,
                        context));
    }

    private static Verification ofRemovedTrade(VerificationContext context, LedgerView.RemovedTrade trade) {
        long sequence = context.envelope().sequence();
        if (sequence > trade.sequence()) {
            return new Verification.Warned(Warning.of(
                    WarningType.AFTER_CLOSE,
                    "the trade was closed with sequence " + trade.sequence()
                            + " and removed from this ledger, so a later message cannot be verified",
                    context));
        }
        return context.ledger()
                        .wasPartOf(
                                trade,
                                sequence,
                                CanonicalJson.digest(context.message().body()))
                ? new Verification.Duplicate(trade.tradingId(), sequence)
                : new Verification.Warned(Warning.of(
                        WarningType.EQUIVOCATION,
                        "the trade was removed from this ledger and had a different message with sequence " + sequence,
                        context));
    }

    private static Verification warned(
            VerificationContext context, WarningType type, String text, long awaitedSequence) {
        return new Verification.Warned(Warning.of(type, text, context).awaiting(awaitedSequence));
    }

    private static Optional<String> illegalTransition(VerificationContext context) {
        return context.statuses().flatMap(statuses -> Stream.of(Lifecycle.values())
                .filter(lifecycle -> !legal(context, lifecycle, lifecycle.of(statuses)))
                .map(lifecycle -> context.trade()
                        .map(trade -> lifecycle.contractName() + " cannot change from " + lifecycle.of(trade.statuses())
                                + " to " + lifecycle.of(statuses))
                        .orElseGet(() -> lifecycle.contractName() + " cannot start with " + lifecycle.of(statuses)))
                .findFirst());
    }

    private static boolean legal(VerificationContext context, Lifecycle lifecycle, String status) {
        return context.trade()
                .map(trade -> context.transitions().allows(trade, lifecycle, status))
                .orElseGet(() -> context.transitions().first(lifecycle).contains(status));
    }
}
