package org.coincide.processes.paths.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.lifecycle.DeliveryFold;

/**
 * The parts of a trade, counted: each of them weighs as much as any other, whereas the server counts pieces and amounts. The statuses
 * that can result are the same.
 */
record TradeParts(List<TradePart> all) {

    private record Candidate(String status, Predicate<TradeParts> isTrue) {}

    /** From the most to the least advanced. */
    private static final List<Candidate> PAYMENT = List.of(
            new Candidate("REFUNDED", parts -> parts.refunded() > 0 && parts.refunded() == parts.captured()),
            new Candidate("PARTIALLY_REFUNDED", parts -> parts.refunded() > 0),
            new Candidate("PAID", TradeParts::areAllPaid),
            new Candidate("PARTIALLY_PAID", parts -> parts.captured() > 0));

    /** Statuses of a payment that count no money. */
    private static final Set<String> WITHOUT_MONEY = Set.of("AUTHORIZED", "EXPIRED", "FAILED", "PENDING", "VOIDED");

    TradeParts {
        all = List.copyOf(all);
    }

    DeliveryFold delivery() {
        var cancelled = count(TradePart::isCancelled);
        return new DeliveryFold(
                new DeliveryFold.Quantities(
                        all.size() - cancelled,
                        count(TradePart::isHandedOver),
                        count(TradePart::hasArrived),
                        count(TradePart::isReturned),
                        cancelled),
                all.stream().map(TradePart::delivery).toList());
    }

    /** Candidates for the payment status of the whole trade, the most advanced first. */
    Stream<String> paymentCandidates(DeclaredStatus declared) {
        if (captured() == 0) {
            return Stream.of(declared.value());
        }
        var folded = PAYMENT.stream()
                .filter(candidate -> candidate.isTrue().test(this))
                .map(Candidate::status);
        return WITHOUT_MONEY.contains(declared.value()) ? Stream.concat(Stream.of(declared.value()), folded) : folded;
    }

    boolean areAllPaid() {
        return captured() > 0 && captured() == count(part -> !part.isCancelled() || part.isCaptured());
    }

    /** Returns whether a part that is not cancelled has not arrived, or is neither paid nor written off. */
    boolean isPaymentOpen() {
        return count(part -> !part.isCancelled() && !(part.hasArrived() && part.isPaymentEnded())) > 0;
    }

    private int captured() {
        return count(TradePart::isCaptured);
    }

    private int refunded() {
        return count(TradePart::isRefunded);
    }

    private int count(Predicate<TradePart> which) {
        // A loop, since this is called at each step of each path.
        int count = 0;
        for (var part : all) {
            if (which.test(part)) {
                count++;
            }
        }
        return count;
    }
}
