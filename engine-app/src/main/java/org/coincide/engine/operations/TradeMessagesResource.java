package org.coincide.engine.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.coincide.engine.operations.MessageStates.State;
import org.coincide.engine.operations.MessageStates.StatedMessage;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.statements.Receipts.Verified;
import org.coincide.engine.trade.Trades;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/operations/trades/{tradingId}/messages}: the state of each message to the client. */
@RestController
class TradeMessagesResource {

    private final Trades trades;
    private final MessageStates states;
    private final Receipts receipts;

    TradeMessagesResource(Trades trades, MessageStates states, Receipts receipts) {
        this.trades = trades;
        this.states = states;
        this.receipts = receipts;
    }

    /**
     * The messages of a trade.
     *
     * @param verified the client's last receipt; absent without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TradeMessages(String tradingId, String clientId, Verified verified, List<MessageView> messages) {}

    /** A message, newest first. */
    record MessageView(long sequence, Instant at, State state) {

        static MessageView of(StatedMessage stated) {
            return new MessageView(stated.message().sequence(), stated.message().recordedAt(), stated.state());
        }
    }

    @GetMapping(path = "/api/operations/trades/{tradingId}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    TradeMessages messages(@PathVariable String tradingId) {
        return trades.find(tradingId)
                .map(trade -> new TradeMessages(
                        tradingId,
                        trade.clientId(),
                        receipts.of(tradingId).orElse(null),
                        states.of(trade.clientId(), tradingId).stream()
                                .map(MessageView::of)
                                .toList()))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no trade " + tradingId + ". Check the trading identifier."));
    }
}
