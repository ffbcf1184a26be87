package org.coincide.engine.requests;

import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;

/**
 * A client's or an operator's request to cancel a trade.
 *
 * @param reason null if none was given
 */
public record CancellationRequest(String tradingId, Reason reason, Actor actor) implements TradeRequest {

    /** A client may cancel only its own trades; an operator may cancel any. */
    @Override
    public boolean isPermittedFor(Trade trade) {
        return actor.kind() != Actor.Kind.CLIENT || trade.clientId().equals(actor.name());
    }

    @Override
    public Refused unknownTrade() {
        return CancellationRefusals.unknown(actor, tradingId);
    }

    /** Returns the given reason, or the default reason of the actor. */
    Reason reasonOrDefault() {
        if (reason != null) {
            return reason;
        }
        return new Reason(actor.kind() == Actor.Kind.CLIENT ? "CANCELLED_BY_CLIENT" : "CANCELLED_BY_OPERATOR", null);
    }
}
