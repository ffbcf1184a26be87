package org.coincide.engine.trade;

import static org.coincide.engine.trade.DeliveryStatus.BACKORDERED;
import static org.coincide.engine.trade.DeliveryStatus.CANCELLED;
import static org.coincide.engine.trade.DeliveryStatus.DELIVERED;
import static org.coincide.engine.trade.DeliveryStatus.PARTIALLY_DELIVERED;
import static org.coincide.engine.trade.DeliveryStatus.PARTIALLY_RETURNED;
import static org.coincide.engine.trade.DeliveryStatus.PARTIALLY_SHIPPED;
import static org.coincide.engine.trade.DeliveryStatus.PREPARING;
import static org.coincide.engine.trade.DeliveryStatus.RETURNED;
import static org.coincide.engine.trade.DeliveryStatus.SHIPPED;
import static org.coincide.engine.trade.DeliveryStatus.UNDELIVERABLE;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What a trade's delivery is as a whole, from the pieces of its lines and the states of its consignments. An event speaks
 * of one consignment; the trade takes the furthest status that is true of all of it and that the contract allows next.
 *
 * @param lines as they stand after the event
 * @param consignments of each, what the delivery would be if it were the only one
 */
record DeliveryFold(List<TradeLine> lines, Collection<DeliveryStatus> consignments) {

    /** A status and when it is true of a trade. */
    private record Candidate(DeliveryStatus status, Predicate<DeliveryFold> isTrue) {}

    /** From the furthest to the first. */
    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate(CANCELLED, fold -> fold.due() == 0),
            new Candidate(RETURNED, fold -> fold.all(TradeLine::returned)),
            new Candidate(PARTIALLY_RETURNED, fold -> fold.some(TradeLine::returned)),
            new Candidate(UNDELIVERABLE, fold -> fold.consignments.contains(UNDELIVERABLE)),
            new Candidate(DELIVERED, fold -> fold.all(TradeLine::delivered)),
            // What ended otherwise than it began, where the contract has no way to DELIVERED from here.
            new Candidate(CANCELLED, fold -> fold.all(TradeLine::delivered) && fold.some(TradeLine::cancelled)),
            new Candidate(PARTIALLY_DELIVERED, fold -> fold.some(TradeLine::delivered)),
            new Candidate(SHIPPED, fold -> fold.all(TradeLine::shipped)),
            new Candidate(PARTIALLY_SHIPPED, fold -> fold.some(TradeLine::shipped)),
            new Candidate(PREPARING, fold -> fold.consignments.contains(PREPARING)),
            new Candidate(BACKORDERED, fold -> fold.consignments.contains(BACKORDERED)));

    /** What must be so of the trade where an event says that this has become true of a part of it. */
    private static final Map<DeliveryStatus, Predicate<DeliveryFold>> NEEDED = Map.of(
            PREPARING, fold -> !fold.consignments.isEmpty(),
            BACKORDERED, fold -> fold.consignments.contains(BACKORDERED),
            SHIPPED, fold -> fold.some(TradeLine::shipped),
            PARTIALLY_SHIPPED, fold -> fold.some(TradeLine::shipped),
            DELIVERED, fold -> fold.some(TradeLine::delivered),
            PARTIALLY_DELIVERED, fold -> fold.some(TradeLine::delivered),
            UNDELIVERABLE, fold -> fold.consignments.contains(UNDELIVERABLE),
            RETURNED, fold -> fold.some(TradeLine::returned),
            PARTIALLY_RETURNED, fold -> fold.some(TradeLine::returned),
            CANCELLED, fold -> fold.some(TradeLine::cancelled));

    /** Whether what an event says can be true of no part of this trade. */
    boolean contradicts(DeliveryStatus said) {
        return !NEEDED.getOrDefault(said, fold -> true).test(this);
    }

    /** Whether an event speaks of preparation while all consignments still wait: each will say so itself, and why. */
    boolean isYetToCome(DeliveryStatus said) {
        return said == PREPARING && consignments.stream().allMatch(BACKORDERED::equals);
    }

    /**
     * The status to take.
     *
     * @param linesMoved whether anything of the lines is other than before: else a status does not follow itself
     * @return empty where the event changes nothing that a client would be told
     */
    Optional<DeliveryStatus> from(
            DeliveryStatus present, boolean linesMoved, BiPredicate<DeliveryStatus, DeliveryStatus> legal) {
        return CANDIDATES.stream()
                .filter(candidate -> candidate.isTrue().test(this))
                .map(Candidate::status)
                .filter(status -> status == present || legal.test(present, status))
                .findFirst()
                .filter(status -> status != present || linesMoved && legal.test(present, present));
    }

    private int due() {
        return sum(line -> line.quantity() - line.cancelled());
    }

    private boolean all(ToIntFunction<TradeLine> pieces) {
        return due() > 0 && sum(pieces) == due();
    }

    private boolean some(ToIntFunction<TradeLine> pieces) {
        return sum(pieces) > 0;
    }

    private int sum(ToIntFunction<TradeLine> pieces) {
        return lines.stream().mapToInt(pieces).sum();
    }
}
