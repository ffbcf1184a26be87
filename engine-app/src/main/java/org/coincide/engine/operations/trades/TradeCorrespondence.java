package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.coincide.engine.operations.MessageStates;
import org.coincide.engine.operations.MessageStates.State;
import org.coincide.engine.requests.RefusedRequests;
import org.coincide.engine.requests.RefusedRequests.RefusedRequest;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.statements.Receipts.Verified;
import org.coincide.engine.warnings.ClientWarnings;
import org.coincide.engine.warnings.ClientWarnings.ClientWarning;
import org.springframework.stereotype.Component;

/** Reads the messages of a trade to its client, the client's receipt, warnings and refused requests. */
@Component
class TradeCorrespondence {

    /**
     * The messages of both sides, newest first.
     *
     * @param verified the client's last receipt; absent without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Correspondence(
            List<Message> messages,
            Verified verified,
            List<ClientWarning> warnings,
            List<RefusedRequest> refusedRequests) {}

    /**
     * A message to the client.
     *
     * @param body the body as sent, byte for byte
     * @param element name of the model's element that caused the message, in the version that ran; absent without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(long sequence, Instant at, State state, String body, String element) {}

    private final MessageStates states;
    private final Receipts receipts;
    private final ClientWarnings warnings;
    private final MessageOrigins origins;
    private final RefusedRequests refused;

    TradeCorrespondence(
            MessageStates states,
            Receipts receipts,
            ClientWarnings warnings,
            MessageOrigins origins,
            RefusedRequests refused) {
        this.states = states;
        this.receipts = receipts;
        this.warnings = warnings;
        this.origins = origins;
        this.refused = refused;
    }

    Correspondence of(String clientId, String tradingId) {
        Function<String, Optional<String>> elements = origins.ofTrade();
        return new Correspondence(
                states.of(clientId, tradingId).stream()
                        .map(stated -> new Message(
                                stated.message().sequence(),
                                stated.message().recordedAt(),
                                stated.state(),
                                stated.message().body(),
                                elements.apply(stated.message().body()).orElse(null)))
                        .toList(),
                receipts.of(tradingId).orElse(null),
                warnings.of(clientId, tradingId),
                refused.of(tradingId));
    }
}
