package org.coincide.engine.requests;

import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;

/**
 * Somebody wants a trade cancelled.
 *
 * @param reason null where none was given
 */
public record CancellationRequest(String tradingId, Reason reason, Actor actor) {

    /** A client's request is about its own trades; an operator's about any. */
    boolean mayBeAbout(Trade trade) {
        return actor.kind() != Actor.Kind.CLIENT || trade.clientId().equals(actor.name());
    }

    /** Why, in the contract's terms: what was given, or who asked. */
    Reason reasonGiven() {
        if (reason != null) {
            return reason;
        }
        return new Reason(actor.kind() == Actor.Kind.CLIENT ? "CANCELLED_BY_CLIENT" : "CANCELLED_BY_OPERATOR", null);
    }
}
