package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.coincide.engine.operations.ClientAccount;
import org.coincide.engine.requests.CancellationDesk;
import org.coincide.engine.requests.CancellationRequest;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.springframework.stereotype.Component;

/** Brings a client's wish, which has passed its schema, to the desk that decides on it; the same way for queue and HTTP. */
@Component
class Desks {

    private final CancellationDesk cancellations;

    Desks(CancellationDesk cancellations) {
        this.cancellations = cancellations;
    }

    /** @param requestId names the request, so that the same one twice is one */
    Decision decide(ClientAccount client, Wish wish, JsonNode data, String requestId) {
        String tradingId = data.path("tradingId").asText();
        return switch (wish) {
            case CANCELLATION ->
                cancellations.ask(
                        new CancellationRequest(tradingId, reason(data), new Actor(Actor.Kind.CLIENT, client.id())));
            default ->
                new Decision.Refused("NOT_OFFERED", "This server does not take a " + wish.schema() + " yet.", null);
        };
    }

    private static Reason reason(JsonNode data) {
        JsonNode reason = data.path("reason");
        return reason.isMissingNode()
                ? null
                : new Reason(reason.path("code").asText(), reason.path("text").asText(null));
    }
}
