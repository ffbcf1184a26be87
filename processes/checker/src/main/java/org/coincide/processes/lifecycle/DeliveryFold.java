package org.coincide.processes.lifecycle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Derives the delivery status of a whole trade from its quantities and its consignments. An event declares the status of one
 * consignment; the trade takes the most advanced status that is true of the whole and that the contract allows next.
 *
 * @param quantities the quantities after the event
 * @param consignments the delivery status of each consignment
 */
public record DeliveryFold(Quantities quantities, Collection<String> consignments) {

    /**
     * The progress of a trade's goods, in pieces or in any other unit of equal weight.
     *
     * @param due ordered and not cancelled
     * @param shipped handed over to a carrier, whatever became of it
     * @param delivered received by the client, whether returned or not
     */
    public record Quantities(int due, int shipped, int delivered, int returned, int cancelled) {

        private boolean allShipped() {
            return due > 0 && shipped == due;
        }

        private boolean allDelivered() {
            return due > 0 && delivered == due;
        }

        private boolean allReturned() {
            return due > 0 && returned == due;
        }
    }

    private record Candidate(String status, Predicate<DeliveryFold> isTrue) {}

    /** From the most to the least advanced. */
    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate("CANCELLED", fold -> fold.quantities.due == 0),
            new Candidate("RETURNED", fold -> fold.quantities.allReturned()),
            new Candidate("PARTIALLY_RETURNED", fold -> fold.quantities.returned > 0),
            new Candidate("UNDELIVERABLE", fold -> fold.consignments.contains("UNDELIVERABLE")),
            new Candidate("DELIVERED", fold -> fold.quantities.allDelivered()),
            // The rest was cancelled, and the contract has no transition to DELIVERED from the present status.
            new Candidate("CANCELLED", fold -> fold.quantities.allDelivered() && fold.quantities.cancelled > 0),
            new Candidate("PARTIALLY_DELIVERED", fold -> fold.quantities.delivered > 0),
            new Candidate("SHIPPED", fold -> fold.quantities.allShipped()),
            new Candidate("PARTIALLY_SHIPPED", fold -> fold.quantities.shipped > 0),
            new Candidate("PREPARING", fold -> fold.consignments.contains("PREPARING")),
            new Candidate("BACKORDERED", fold -> fold.consignments.contains("BACKORDERED")));

    /** The minimum that must be true of a trade of which an event declares the status. */
    private static final Map<String, Predicate<DeliveryFold>> REQUIRED = Map.of(
            "PREPARING", fold -> !fold.consignments.isEmpty(),
            "BACKORDERED", fold -> fold.consignments.contains("BACKORDERED"),
            "SHIPPED", fold -> fold.quantities.shipped > 0,
            "PARTIALLY_SHIPPED", fold -> fold.quantities.shipped > 0,
            "DELIVERED", fold -> fold.quantities.delivered > 0,
            "PARTIALLY_DELIVERED", fold -> fold.quantities.delivered > 0,
            "UNDELIVERABLE", fold -> fold.consignments.contains("UNDELIVERABLE"),
            "RETURNED", fold -> fold.quantities.returned > 0,
            "PARTIALLY_RETURNED", fold -> fold.quantities.returned > 0,
            "CANCELLED", fold -> fold.quantities.cancelled > 0);

    /** Returns whether the declared status is true of no part of the trade. */
    public boolean contradicts(String declared) {
        return !REQUIRED.getOrDefault(declared, fold -> true).test(this);
    }

    /** Returns whether PREPARING is declared while all consignments are backordered: each will declare it again, with its reason. */
    public boolean isPremature(String declared) {
        return declared.equals("PREPARING") && consignments.stream().allMatch("BACKORDERED"::equals);
    }

    /**
     * Returns the next status of the trade.
     *
     * @param changed whether the quantities have changed: otherwise a status does not follow itself
     * @param allowed the contract's transitions
     * @return empty if there is nothing to tell the client
     */
    public Optional<String> next(String present, boolean changed, BiPredicate<String, String> allowed) {
        for (var candidate : CANDIDATES) {
            var status = candidate.status();
            if (candidate.isTrue().test(this) && (status.equals(present) || allowed.test(present, status))) {
                return !status.equals(present) || changed && allowed.test(present, present)
                        ? Optional.of(status)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
