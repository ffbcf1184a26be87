package org.coincide.client.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A user's request about a trade, in the REST API.
 *
 * @param returnNumber number of the return; null for other requests
 * @param reasons the server's reasons for a refusal; null if the request is not refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TradeRequest(
        String requestId,
        Kind kind,
        String returnNumber,
        State state,
        JsonNode reasons,
        Instant requestedAt,
        Instant answeredAt) {

    /** Kinds of requests, by their names in the contract. */
    public enum Kind {
        CANCELLATION,
        RETURN,
        AMENDMENT
    }

    /** State of a request. */
    public enum State {
        REQUESTED,
        REFUSED,
        /** A verified message shows the effect. Never stored: it follows from the trade's history. */
        CARRIED_OUT
    }

    TradeRequest carriedOut(Instant at) {
        return new TradeRequest(requestId, kind, returnNumber, State.CARRIED_OUT, reasons, requestedAt, at);
    }
}
