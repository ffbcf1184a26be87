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
        return reason == null ? new Reason("CANCELLED_BY_" + actor.kind(), null) : reason;
    }
}
