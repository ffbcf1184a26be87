package org.coincide.client.verification;

import static org.coincide.client.verification.Rule.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.LineQuantities;

/** The contract's invariants, by their identifiers in {@code transitions.json}. */
final class Invariants {

    private static final Set<String> REFUNDED = Set.of("PARTIALLY_REFUNDED", "REFUNDED");
    private static final Set<String> UNACCEPTED = Set.of("RECEIVED", "REJECTED");

    static final Invariant CAPTURED_WITHIN_AUTHORIZED = new Invariant(
            "CAPTURED_WITHIN_AUTHORIZED",
            change -> when(
                    "CARD".equals(change.before().paymentMethod())
                            && exceeds(
                                    change.amounts().captured(),
                                    change.amounts().authorized()),
                    () -> change.amounts().captured() + " captured but only "
                            + change.amounts().authorized() + " authorized"));

    static final Invariant REFUNDED_WITHIN_CAPTURED = new Invariant(
            "REFUNDED_WITHIN_CAPTURED",
            change -> when(
                    exceeds(change.amounts().refunded(), change.amounts().captured()),
                    () -> change.amounts().refunded() + " refunded but only "
                            + change.amounts().captured() + " captured"));

    static final Invariant QUANTITIES_NEST = new Invariant("QUANTITIES_NEST", change -> change.after().lines().stream()
            .filter(line -> !nests(line))
            .findFirst()
            .map(line -> "line " + line.number() + " has ordered " + line.ordered() + ", cancelled "
                    + line.cancelled()
                    + ", shipped " + line.shipped() + ", delivered " + line.delivered() + ", returned "
                    + line.returned()));

    /** A refund follows payment in full: with a refund, an equal captured amount does not require the status PAID. */
    static final Invariant PAID_IN_FULL = new Invariant("PAID_IN_FULL", change -> {
        var due = change.due();
        boolean paid = "PAID".equals(change.after().payment());
        boolean inFull = change.amounts().captured().compareTo(due) == 0;
        boolean mustBePaid =
                inFull && due.signum() > 0 && !REFUNDED.contains(change.after().payment());
        return when(
                paid && !inFull || mustBePaid && !paid,
                () -> "payment is " + change.after().payment() + " with "
                        + change.amounts().captured() + " captured and " + due + " due");
    });

    static final Invariant COMPLETED_IS_CLOSED = new Invariant(
            "COMPLETED_IS_CLOSED",
            change -> when(
                    change.orderIs("COMPLETED")
                            && !(closing(change, Lifecycle.DELIVERY) && closing(change, Lifecycle.PAYMENT)),
                    () -> "the order is COMPLETED while delivery is "
                            + change.after().delivery() + " and payment "
                            + change.after().payment()));

    static final Invariant NOTHING_SHIPS_UNACCEPTED = new Invariant(
            "NOTHING_SHIPS_UNACCEPTED",
            change -> when(
                    UNACCEPTED.contains(change.after().order())
                            && change.after().lines().stream().anyMatch(line -> line.shipped() > 0),
                    () -> "goods have been shipped while the order is "
                            + change.after().order()));

    static final Invariant CANCELLED_KEEPS_NOTHING = new Invariant(
            "CANCELLED_KEEPS_NOTHING",
            change -> when(
                    change.orderIs("CANCELLED")
                            && change.transitions().closed(change.statuses())
                            && change.amounts()
                                            .captured()
                                            .compareTo(change.amounts().refunded())
                                    != 0,
                    () -> "the trade is closed and CANCELLED with "
                            + change.amounts().captured() + " captured and "
                            + change.amounts().refunded() + " refunded"));

    static final List<Invariant> OF_CONTRACT = List.of(
            CAPTURED_WITHIN_AUTHORIZED,
            REFUNDED_WITHIN_CAPTURED,
            QUANTITIES_NEST,
            PAID_IN_FULL,
            COMPLETED_IS_CLOSED,
            NOTHING_SHIPS_UNACCEPTED,
            CANCELLED_KEEPS_NOTHING);

    private Invariants() {}

    static Optional<String> firstViolation(VerificationContext context) {
        return context.informationMessage()
                .flatMap(information -> LedgerInvariants.firstViolation(
                        information.data(), context.order().orElseThrow(), context.trade()))
                .or(() -> context.refusal().flatMap(refusal -> LedgerInvariants.firstViolation(context.order())))
                .or(() -> context.processing().flatMap(processing -> {
                    var change = new TradeTransition(
                            context.trade().orElseThrow(), context.envelope(), processing, context.transitions());
                    return LedgerInvariants.WITH_LEDGER.stream()
                            .map(invariant -> invariant.violatedBy(change))
                            .flatMap(Optional::stream)
                            .findFirst()
                            .or(() -> OF_CONTRACT.stream()
                                    .map(invariant -> invariant.violatedBy(change))
                                    .flatMap(Optional::stream)
                                    .findFirst());
                }));
    }

    /** Includes the statuses of returns and refunds after closing, which do not reopen the trade. */
    private static boolean closing(TradeTransition change, Lifecycle lifecycle) {
        return change.transitions().closing(lifecycle, change.statuses())
                || change.before().closed()
                        && change.transitions().afterClosed(lifecycle).contains(lifecycle.of(change.statuses()));
    }

    private static boolean nests(LineQuantities line) {
        return line.returned() <= line.delivered()
                && line.delivered() <= line.shipped()
                && line.shipped() <= line.ordered() - line.cancelled();
    }

    private static boolean exceeds(BigDecimal amount, BigDecimal limit) {
        return amount.compareTo(limit) > 0;
    }
}
