package org.coincide.engine.requests;

import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.trade.Actor;

/** Refusals of cancellations, each in the words for the one who asked: a client, or an operator of the server. */
final class CancellationRefusals {

    private CancellationRefusals() {}

    static Refused unknown(Actor actor, String tradingId) {
        return isClient(actor)
                ? Refused.unknown(tradingId)
                : new Refused(
                        Refused.UNKNOWN_TRADE,
                        "There is no trade " + tradingId + ". Check the trading identifier.",
                        "/tradingId");
    }

    static Refused closed(Actor actor) {
        return Refused.of(
                "ALREADY_CLOSED",
                isClient(actor)
                        ? "The trade is closed. Request a return of the delivered goods instead."
                        : "The trade is closed. Its client can request a return of the delivered goods.");
    }

    /** @param consignments the consignments that were handed over, such as {@code consignment 1} */
    static Refused shipped(Actor actor, String consignments) {
        return Refused.of(
                "ALREADY_SHIPPED",
                "The cancellation is too late for " + consignments
                        + (isClient(actor)
                                ? ". Request a return after the delivery."
                                : ". The client can request a return after the delivery."));
    }

    static Refused suspended(Actor actor) {
        return Refused.of(
                "NOT_OFFERED",
                isClient(actor)
                        ? "The order's process is suspended. Contact the server's operator, who must activate it first."
                        : "The order's process is suspended. Continue the trade first, or cancel it on its page of the operators' pages, which removes the process.");
    }

    static Refused notOffered(Actor actor) {
        return Refused.of(
                "NOT_OFFERED",
                isClient(actor)
                        ? "The order's process offers no cancellation. Contact the server's operator."
                        : "The order's process offers no cancellation at its present step. Retry its failed steps, or look in Cockpit for what it waits for; a recovery with CANCEL removes the process and cancels the trade.");
    }

    private static boolean isClient(Actor actor) {
        return actor.kind() == Actor.Kind.CLIENT;
    }
}
