package org.coincide.client.verification;

import static org.coincide.client.verification.Rule.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.LineQuantities;

/** The contract's invariants, by the names that it gives them, and what must agree with the ledger. */
final class Invariants {

    private static final Set<String> REFUNDED = Set.of("PARTIALLY_REFUNDED", "REFUNDED");
    private static final Set<String> UNACCEPTED = Set.of("RECEIVED", "REJECTED");

    static final Invariant CAPTURED_WITHIN_AUTHORIZED = new Invariant(
            "CAPTURED_WITHIN_AUTHORIZED",
            step -> when(
                    "CARD".equals(step.before().paymentMethod())
                            && exceeds(step.amounts().captured(), step.amounts().authorized()),
                    () -> step.amounts().captured() + " captured of "
                            + step.amounts().authorized() + " authorized"));

    static final Invariant REFUNDED_WITHIN_CAPTURED = new Invariant(
            "REFUNDED_WITHIN_CAPTURED",
            step -> when(
                    exceeds(step.amounts().refunded(), step.amounts().captured()),
                    () -> step.amounts().refunded() + " refunded of "
                            + step.amounts().captured() + " captured"));

    static final Invariant QUANTITIES_NEST = new Invariant("QUANTITIES_NEST", step -> step.after().lines().stream()
            .filter(line -> !nests(line))
            .findFirst()
            .map(line -> "line " + line.number() + " has ordered " + line.ordered() + ", cancelled " + line.cancelled()
                    + ", shipped " + line.shipped() + ", delivered " + line.delivered() + ", returned "
                    + line.returned()));

    /** A refund comes after payment in full, so that the captured amount alone does not make it PAID again. */
    static final Invariant PAID_IN_FULL = new Invariant("PAID_IN_FULL", step -> {
        var due = step.due();
        boolean paid = "PAID".equals(step.after().payment());
        boolean inFull = step.amounts().captured().compareTo(due) == 0;
        boolean mustBePaid =
                inFull && due.signum() > 0 && !REFUNDED.contains(step.after().payment());
        return when(
                paid && !inFull || mustBePaid && !paid,
                () -> "payment is " + step.after().payment() + " with "
                        + step.amounts().captured() + " captured of " + due + " due");
    });

    static final Invariant COMPLETED_IS_CLOSED = new Invariant(
            "COMPLETED_IS_CLOSED",
            step -> when(
                    step.orderIs("COMPLETED")
                            && !(closing(step, Lifecycle.DELIVERY) && closing(step, Lifecycle.PAYMENT)),
                    () -> "the order is COMPLETED while delivery is "
                            + step.after().delivery() + " and payment "
                            + step.after().payment()));

    static final Invariant NOTHING_SHIPS_UNACCEPTED = new Invariant(
            "NOTHING_SHIPS_UNACCEPTED",
            step -> when(
                    UNACCEPTED.contains(step.after().order())
                            && step.after().lines().stream().anyMatch(line -> line.shipped() > 0),
                    () -> "goods are shipped while the order is " + step.after().order()));

    static final Invariant CANCELLED_KEEPS_NOTHING = new Invariant(
            "CANCELLED_KEEPS_NOTHING",
            step -> when(
                    step.orderIs("CANCELLED")
                            && step.transitions().closed(step.statuses())
                            && step.amounts()
                                            .captured()
                                            .compareTo(step.amounts().refunded())
                                    != 0,
                    () -> "the order ended CANCELLED with " + step.amounts().captured() + " captured and "
                            + step.amounts().refunded() + " refunded"));

    static final List<Invariant> OF_CONTRACT = List.of(
            CAPTURED_WITHIN_AUTHORIZED,
            REFUNDED_WITHIN_CAPTURED,
            QUANTITIES_NEST,
            PAID_IN_FULL,
            COMPLETED_IS_CLOSED,
            NOTHING_SHIPS_UNACCEPTED,
            CANCELLED_KEEPS_NOTHING);

    private Invariants() {}

    static Optional<String> firstBroken(VerificationContext claim) {
        return claim.informationMessage()
                .flatMap(information -> LedgerInvariants.firstBroken(
                        information.data(), claim.order().orElseThrow(), claim.trade()))
                .or(() -> claim.refusal().flatMap(refusal -> LedgerInvariants.firstBroken(claim.order())))
                .or(() -> claim.processing().flatMap(processing -> {
                    var step = new TradeTransition(
                            claim.trade().orElseThrow(), claim.envelope(), processing, claim.transitions());
                    return LedgerInvariants.WITH_LEDGER.stream()
                            .map(invariant -> invariant.brokenBy(step))
                            .flatMap(Optional::stream)
                            .findFirst()
                            .or(() -> OF_CONTRACT.stream()
                                    .map(invariant -> invariant.brokenBy(step))
                                    .flatMap(Optional::stream)
                                    .findFirst());
                }));
    }

    /** After closing, a return or a refund leaves the closing statuses without reopening the trade. */
    private static boolean closing(TradeTransition step, Lifecycle lifecycle) {
        return step.transitions().closing(lifecycle, step.statuses())
                || step.before().closed()
                        && step.transitions().afterClosed(lifecycle).contains(lifecycle.of(step.statuses()));
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
