package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.coincide.engine.operations.MessageStates;
import org.coincide.engine.operations.MessageStates.State;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.statements.Receipts.Verified;
import org.coincide.engine.warnings.ClientWarnings;
import org.coincide.engine.warnings.ClientWarnings.ClientWarning;
import org.springframework.stereotype.Component;

/** Reads the messages of a trade to its client, the client's receipt and the client's warnings. */
@Component
class TradeCorrespondence {

    /**
     * The messages of both sides, newest first.
     *
     * @param verified the client's last receipt; absent without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Correspondence(List<Message> messages, Verified verified, List<ClientWarning> warnings) {}

    /**
     * A message to the client.
     *
     * @param body the body as sent, byte for byte
     */
    record Message(long sequence, Instant at, State state, String body) {}

    private final MessageStates states;
    private final Receipts receipts;
    private final ClientWarnings warnings;

    TradeCorrespondence(MessageStates states, Receipts receipts, ClientWarnings warnings) {
        this.states = states;
        this.receipts = receipts;
        this.warnings = warnings;
    }

    Correspondence of(String clientId, String tradingId) {
        return new Correspondence(
                states.of(clientId, tradingId).stream()
                        .map(stated -> new Message(
                                stated.message().sequence(),
                                stated.message().recordedAt(),
                                stated.state(),
                                stated.message().body()))
                        .toList(),
                receipts.of(tradingId).orElse(null),
                warnings.of(clientId, tradingId));
    }
}
