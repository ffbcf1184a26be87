package org.coincide.client.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What a user of this client has asked about a trade, and what came of it.
 *
 * @param returnNumber of a return, else null
 * @param reasons why the server did not take it; null where it has not said so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TradeRequest(
        String requestId,
        Kind kind,
        String returnNumber,
        State state,
        JsonNode reasons,
        Instant askedAt,
        Instant answeredAt) {

    /** As the contract names them. */
    public enum Kind {
        CANCELLATION,
        RETURN,
        AMENDMENT
    }

    /** Whether it was refused. What was done shows in the trade itself. */
    public enum State {
        ASKED,
        REFUSED
    }
}
