package org.coincide.processes.server;

import java.util.Set;
import java.util.function.Predicate;

/** A condition on the trade under which a delegate has an outcome, or the server sends a message or starts a process. */
public enum TradeCondition {
    ALWAYS(facts -> true),

    /** Goods were handed over, but not those of the part: the client cancels the rest. */
    OTHER_GOODS_HANDED_OVER(TradeFacts::anyHandedOver, part -> !part.anyHandedOver()),

    /** The part waits for goods. */
    PART_BACKORDERED(facts -> true, part -> part.anyPart("BACKORDERED")),

    /** The part is with the carrier. */
    PART_SHIPPED(facts -> true, part -> part.anyPart("SHIPPED")),

    GOODS_DELIVERED(TradeFacts::anyDelivered),

    NOTHING_DELIVERED(facts -> !facts.anyDelivered()),

    /** Goods were delivered, and no event has to declare anything about the payment any more. */
    GOODS_DELIVERED_AND_SETTLED(facts -> facts.anyDelivered()
            && Statuses.SETTLED.contains(facts.status("payment"))
            && !facts.anyRecord("money", "HELD")),

    /** The part's goods were not given up, or what they cost was requested before. */
    CLAIM_KEPT(facts -> !isClaimGivenUp(facts)),

    CLAIM_GIVEN_UP(TradeCondition::isClaimGivenUp),

    /** A consignment did not arrive, or could not be sent again. */
    DELIVERY_FAILED(facts ->
            facts.status("delivery").equals("UNDELIVERABLE") || facts.anyRecord("consignment", "PICKED_SHORT")),

    MONEY_CAPTURED(TradeCondition::isMoneyCaptured),

    NO_MONEY_CAPTURED(facts -> !isMoneyCaptured(facts)),

    /** Money was captured, or was possibly captured without an event that has declared it yet. */
    MONEY_POSSIBLY_CAPTURED(facts -> isMoneyCaptured(facts)
            || facts.anyHandedOver() && facts.status("payment").equals("AUTHORIZED")),

    /** Nothing was captured, and the payment was not declined. */
    PAYMENT_UNSETTLED(facts -> !isMoneyCaptured(facts) && !isDeclined(facts)),

    PAYMENT_DECLINED(TradeCondition::isDeclined),

    /** The trade has lost its process, which no path of a model can do: the path check does not explore it. */
    WITHOUT_PROCESS(facts -> false),

    /** The server refuses a cancellation that comes too late, and ignores a second one. */
    CANCELLABLE(facts -> !facts.anyHandedOver() && !facts.isClosed() && !isCancelled(facts)),

    /** The server accepts returns of goods that were delivered and paid in full. */
    RETURNABLE(facts ->
            Statuses.DELIVERED.contains(facts.status("delivery")) && Statuses.PAID.contains(facts.status("payment")));

    private final Predicate<TradeFacts> ofTrade;
    private final Predicate<TradeFacts> ofPart;

    TradeCondition(Predicate<TradeFacts> ofTrade) {
        this(ofTrade, part -> true);
    }

    TradeCondition(Predicate<TradeFacts> ofTrade, Predicate<TradeFacts> ofPart) {
        this.ofTrade = ofTrade;
        this.ofPart = ofPart;
    }

    public boolean isTrue(TradeFacts facts) {
        return isTrue(facts, facts);
    }

    /**
     * Returns whether the condition is true for one part.
     *
     * @param trade the facts of the trade
     * @param part the facts of the part alone; those of the trade where no part is meant
     */
    public boolean isTrue(TradeFacts trade, TradeFacts part) {
        return ofTrade.test(trade) && ofPart.test(part);
    }

    private static boolean isMoneyCaptured(TradeFacts facts) {
        return facts.anyCapturedAndNotRefunded()
                || facts.status("payment").equals("PARTIALLY_PAID")
                || facts.anyRecord("money", "CAPTURED")
                || facts.anyRecord("money", "PART_RECEIVED");
    }

    private static boolean isClaimGivenUp(TradeFacts facts) {
        return facts.anyRecord("claim", "GIVEN_UP");
    }

    private static boolean isDeclined(TradeFacts facts) {
        return facts.status("payment").equals("FAILED");
    }

    private static boolean isCancelled(TradeFacts facts) {
        return Statuses.CANCELLED.contains(facts.status("order"));
    }

    /** Constants of their own class, since those of an enum are initialized after its values. */
    private static final class Statuses {

        private static final Set<String> DELIVERED = Set.of("DELIVERED", "PARTIALLY_RETURNED");
        private static final Set<String> PAID = Set.of("PAID", "PARTIALLY_REFUNDED");
        private static final Set<String> SETTLED = Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED");
        private static final Set<String> CANCELLED = Set.of("CANCELLING", "CANCELLED");
    }
}
