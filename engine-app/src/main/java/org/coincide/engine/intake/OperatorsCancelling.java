package org.coincide.engine.intake;

import org.coincide.engine.operations.cockpit.Cancelling;
import org.coincide.engine.requests.CancellationDesk;
import org.coincide.engine.requests.CancellationRequest;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.springframework.stereotype.Component;

/** Brings a cancellation from Cockpit's tab to the desk that decides on it. */
@Component
class OperatorsCancelling implements Cancelling {

    private static final String CODE = "CANCELLED_BY_OPERATOR";

    private final CancellationDesk desk;

    OperatorsCancelling(CancellationDesk desk) {
        this.desk = desk;
    }

    @Override
    public String cancel(String tradingId, String operator, String text) {
        Decision decision = desk.ask(
                new CancellationRequest(tradingId, new Reason(CODE, text), new Actor(Actor.Kind.OPERATOR, operator)));
        return decision instanceof Decision.Refused refused ? refused.text() : null;
    }
}
