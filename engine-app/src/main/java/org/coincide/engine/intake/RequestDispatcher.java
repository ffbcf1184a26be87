package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.acceptance.Order;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.intake.ReceivedMessage.Signatures;
import org.coincide.engine.requests.AmendmentDecisions;
import org.coincide.engine.requests.AmendmentRequest;
import org.coincide.engine.requests.CancellationDecisions;
import org.coincide.engine.requests.CancellationRequest;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.requests.RefusedRequests;
import org.coincide.engine.requests.ReturnDecisions;
import org.coincide.engine.requests.ReturnRequest;
import org.coincide.engine.signatures.ClientSignatures;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Passes a client's validated request to the class that decides it, for requests by queue and by HTTP. */
@Component
public class RequestDispatcher {

    /** One line of a return. */
    private record ReturnedPieces(int number, int quantity) {}

    private final CancellationDecisions cancellations;
    private final AmendmentDecisions amendments;
    private final ReturnDecisions returns;
    private final RefusedRequests refusedRequests;
    private final Trades trades;
    private final ObjectMapper json;
    private final ClientSignatures clientSignatures;

    RequestDispatcher(
            CancellationDecisions cancellations,
            AmendmentDecisions amendments,
            ReturnDecisions returns,
            RefusedRequests refusedRequests,
            Trades trades,
            ObjectMapper json,
            ClientSignatures clientSignatures) {
        this.clientSignatures = clientSignatures;
        this.cancellations = cancellations;
        this.amendments = amendments;
        this.returns = returns;
        this.refusedRequests = refusedRequests;
        this.trades = trades;
        this.json = json;
    }

    /**
     * Decides a request. A refusal about a trade of the client is recorded for operators.
     *
     * @param requestId idempotency key of the request
     * @param signatures the request's signatures, of which that of an amended order is verified here
     */
    Decision decide(
            ClientAccount client, ClientRequest request, JsonNode data, String requestId, Signatures signatures) {
        String tradingId = data.path("tradingId").asText();
        Decision decision = decide(client, request, data, requestId, signatures, tradingId);
        if (decision instanceof Decision.Refused refused && isTradeOf(client, tradingId)) {
            refusedRequests.add(tradingId, requestId, request.name(), refused);
        }
        return decision;
    }

    private boolean isTradeOf(ClientAccount client, String tradingId) {
        return trades.find(tradingId)
                .filter(trade -> trade.clientId().equals(client.id()))
                .isPresent();
    }

    private Decision decide(
            ClientAccount client,
            ClientRequest request,
            JsonNode data,
            String requestId,
            Signatures signatures,
            String tradingId) {
        return switch (request) {
            case CANCELLATION ->
                cancellations.decide(
                        new CancellationRequest(tradingId, reason(data), new Actor(Actor.Kind.CLIENT, client.id())));
            case AMENDMENT -> amend(client, tradingId, data.path("order"), signatures.order());
            case RETURN ->
                returns.decide(new ReturnRequest(
                        tradingId,
                        client.id(),
                        data.path("returnNumber").asText(null),
                        requestId,
                        reason(data),
                        pieces(data)));
        };
    }

    private Decision amend(ClientAccount client, String tradingId, JsonNode order, String signature) {
        String contents = order.toString();
        return clientSignatures
                .orderViolation(client.id(), contents, signature)
                .<Decision>map(violation -> new Decision.Refused(OrderReader.BAD_SIGNATURE, violation, null))
                .orElseGet(() -> amendments.decide(
                        new AmendmentRequest(tradingId, client.id(), bind(order, Order.class), contents, signature)));
    }

    /** The pieces by line number; the quantities of a line that is listed twice are added. */
    private SortedMap<Integer, Integer> pieces(JsonNode data) {
        SortedMap<Integer, Integer> pieces = new TreeMap<>();
        for (ReturnedPieces line : bind(data.path("lines"), ReturnedPieces[].class)) {
            pieces.merge(line.number(), line.quantity(), Math::addExact);
        }
        return pieces;
    }

    private <T> T bind(JsonNode data, Class<T> type) {
        try {
            return json.treeToValue(data, type);
        } catch (JsonProcessingException unlikeItsSchema) {
            throw new IllegalStateException("Data that passed the schema cannot be parsed", unlikeItsSchema);
        }
    }

    /** Returns the reason of a request; null if it has none. */
    public static Reason reason(JsonNode data) {
        JsonNode reason = data.path("reason");
        return reason.isMissingNode()
                ? null
                : new Reason(reason.path("code").asText(), reason.path("text").asText(null));
    }
}
