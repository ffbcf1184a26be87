package org.coincide.engine.trade;

import static org.coincide.engine.trade.status.DeliveryStatus.BACKORDERED;
import static org.coincide.engine.trade.status.DeliveryStatus.CANCELLED;
import static org.coincide.engine.trade.status.DeliveryStatus.DELIVERED;
import static org.coincide.engine.trade.status.DeliveryStatus.PARTIALLY_DELIVERED;
import static org.coincide.engine.trade.status.DeliveryStatus.PARTIALLY_RETURNED;
import static org.coincide.engine.trade.status.DeliveryStatus.PARTIALLY_SHIPPED;
import static org.coincide.engine.trade.status.DeliveryStatus.PREPARING;
import static org.coincide.engine.trade.status.DeliveryStatus.RETURNED;
import static org.coincide.engine.trade.status.DeliveryStatus.SHIPPED;
import static org.coincide.engine.trade.status.DeliveryStatus.UNDELIVERABLE;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.coincide.engine.trade.status.DeliveryStatus;

/**
 * Derives the delivery status of a trade from the pieces of its lines and the states of its consignments. An event reports a
 * status of one consignment; the trade takes the furthest status that holds for the whole trade and that the contract allows.
 *
 * @param lines the lines after the event
 * @param consignments the delivery status that each consignment alone would give the trade
 */
record DeliveryFold(List<TradeLine> lines, Collection<DeliveryStatus> consignments) {

    /** A status and its condition. */
    private record Candidate(DeliveryStatus status, Predicate<DeliveryFold> condition) {}

    /** All statuses, the furthest first. */
    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate(CANCELLED, fold -> fold.due() == 0),
            new Candidate(RETURNED, fold -> fold.all(TradeLine::returned)),
            new Candidate(PARTIALLY_RETURNED, fold -> fold.some(TradeLine::returned)),
            new Candidate(UNDELIVERABLE, fold -> fold.consignments.contains(UNDELIVERABLE)),
            new Candidate(DELIVERED, fold -> fold.all(TradeLine::delivered)),
            // A delivery that ended partially cancelled, from a status without a legal transition to DELIVERED.
            new Candidate(CANCELLED, fold -> fold.all(TradeLine::delivered) && fold.some(TradeLine::cancelled)),
            new Candidate(PARTIALLY_DELIVERED, fold -> fold.some(TradeLine::delivered)),
            new Candidate(SHIPPED, fold -> fold.all(TradeLine::shipped)),
            new Candidate(PARTIALLY_SHIPPED, fold -> fold.some(TradeLine::shipped)),
            new Candidate(PREPARING, fold -> fold.consignments.contains(PREPARING)),
            new Candidate(BACKORDERED, fold -> fold.consignments.contains(BACKORDERED)));

    /** The conditions under which an event may report a status of a part of the trade. */
    private static final Map<DeliveryStatus, Predicate<DeliveryFold>> PRECONDITIONS = Map.of(
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

    /** Returns whether the reported status is impossible for every part of the trade. */
    boolean contradicts(DeliveryStatus reported) {
        return !PRECONDITIONS.getOrDefault(reported, fold -> true).test(this);
    }

    /** Returns whether preparation is reported while all consignments are backordered; each will report its own status. */
    boolean isPremature(DeliveryStatus reported) {
        return reported == PREPARING && consignments.stream().allMatch(BACKORDERED::equals);
    }

    /**
     * Returns the next status of the trade.
     *
     * @param linesMoved whether the lines have changed: otherwise a status is not repeated
     * @return empty if nothing changes that is published to clients
     */
    Optional<DeliveryStatus> from(
            DeliveryStatus present, boolean linesMoved, BiPredicate<DeliveryStatus, DeliveryStatus> legal) {
        return CANDIDATES.stream()
                .filter(candidate -> candidate.condition().test(this))
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
