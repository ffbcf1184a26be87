package org.coincide.processes.checks.paths;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.coincide.processes.checks.contract.Status;

/**
 * What the parts of a trade come to together. The server folds by quantities and amounts, this by counting parts, each of them as
 * heavy as any other: the statuses that can come out are the same. The candidates are from the most to the least advanced; the
 * first that the contract allows from the present status is taken.
 */
final class Fold {

    private record Candidate(String status, Predicate<Collection<Part>> isTrue) {}

    private static final List<Candidate> DELIVERY = List.of(
            new Candidate("CANCELLED", parts -> due(parts) == 0),
            new Candidate("RETURNED", parts -> count(parts, Part::isReturned) == due(parts)),
            new Candidate("PARTIALLY_RETURNED", parts -> count(parts, Part::isReturned) > 0),
            new Candidate("UNDELIVERABLE", parts -> is(parts, "UNDELIVERABLE")),
            new Candidate("DELIVERED", parts -> count(parts, Part::hasArrived) == due(parts)),
            // What ended otherwise than it began, where the contract has no way to DELIVERED from here.
            new Candidate("CANCELLED", Fold::restIsCancelled),
            new Candidate("PARTIALLY_DELIVERED", parts -> count(parts, Part::hasArrived) > 0),
            new Candidate("SHIPPED", parts -> count(parts, Part::isHandedOver) == due(parts)),
            new Candidate("PARTIALLY_SHIPPED", parts -> count(parts, Part::isHandedOver) > 0),
            new Candidate("PREPARING", parts -> is(parts, "PREPARING")),
            new Candidate("BACKORDERED", parts -> is(parts, "BACKORDERED")));

    private static final List<Candidate> PAYMENT = List.of(
            new Candidate("REFUNDED", parts -> refunded(parts) > 0 && refunded(parts) == captured(parts)),
            new Candidate("PARTIALLY_REFUNDED", parts -> refunded(parts) > 0),
            new Candidate("PAID", parts -> captured(parts) > 0 && captured(parts) == toBePaid(parts)),
            new Candidate("PARTIALLY_PAID", parts -> captured(parts) > 0));

    /** What is said of a payment and does not count money. */
    private static final Set<String> NOT_OF_MONEY_MOVED =
            Set.of("AUTHORIZED", "EXPIRED", "FAILED", "PENDING", "VOIDED");

    private Fold() {}

    /** What may have become of the whole, the furthest first. What a model itself calls partial stands as it was said. */
    static Stream<String> of(Status said, Collection<Part> parts) {
        if (said.value().startsWith("PARTIALLY_") || said.lifecycle().equals("payment") && captured(parts) == 0) {
            return Stream.of(said.value());
        }
        var folded = (said.lifecycle().equals("payment") ? PAYMENT : DELIVERY)
                .stream().filter(candidate -> candidate.isTrue().test(parts)).map(Candidate::status);
        return NOT_OF_MONEY_MOVED.contains(said.value()) ? Stream.concat(Stream.of(said.value()), folded) : folded;
    }

    static long captured(Collection<Part> parts) {
        return count(parts, Part::isCaptured);
    }

    static long refunded(Collection<Part> parts) {
        return count(parts, Part::isRefunded);
    }

    /** Parts whose goods are not cancelled, or whose money is here all the same. */
    static long toBePaid(Collection<Part> parts) {
        return count(parts, part -> !part.isCancelled() || part.isCaptured());
    }

    private static boolean restIsCancelled(Collection<Part> parts) {
        return is(parts, "CANCELLED") && count(parts, Part::hasArrived) == due(parts);
    }

    private static long due(Collection<Part> parts) {
        return count(parts, part -> !part.isCancelled());
    }

    private static boolean is(Collection<Part> parts, String delivery) {
        return count(parts, part -> part.delivery().equals(delivery)) > 0;
    }

    private static long count(Collection<Part> parts, Predicate<Part> which) {
        // A loop: this is asked at each step of each path.
        long count = 0;
        for (var part : parts) {
            if (which.test(part)) {
                count++;
            }
        }
        return count;
    }
}
