package org.coincide.engine.operations.cockpit;

import java.util.List;
import org.coincide.engine.journal.JournalMessage;
import org.coincide.engine.operations.MessageStates;
import org.coincide.engine.operations.MessageStates.StatedMessage;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.warnings.ClientWarnings;
import org.coincide.engine.warnings.ClientWarnings.ClientWarning;
import org.springframework.stereotype.Component;

/** Creates the summary of a trade for the plugin's tab in Cockpit. */
@Component
class TradeSummaries {

    /**
     * Summary of a trade.
     *
     * @param tradingId null if there is no trade
     * @param messages messages to the client, newest first
     * @param warnings warnings of the client, newest first
     */
    public record TradeSummary(String tradingId, String clientId, List<Message> messages, List<Warning> warnings) {

        static final TradeSummary NONE = new TradeSummary(null, null, List.of(), List.of());
    }

    /**
     * A message to the client.
     *
     * @param at ISO 8601 time at which the message was written
     * @param state whether the message is sent, received, verified or disputed
     */
    public record Message(long sequence, String at, String state, String body) {

        static Message of(StatedMessage stated) {
            JournalMessage message = stated.message();
            return new Message(
                    message.sequence(),
                    message.recordedAt().toString(),
                    stated.state().name(),
                    message.body());
        }
    }

    /**
     * A warning of the client.
     *
     * @param at ISO 8601 time at which the warning was received
     */
    public record Warning(String warning, String text, Long sequence, String at) {

        static Warning of(ClientWarning warning) {
            return new Warning(
                    warning.warning(),
                    warning.text(),
                    warning.sequence(),
                    warning.receivedAt().toString());
        }
    }

    private final Trades trades;
    private final MessageStates states;
    private final ClientWarnings warnings;

    TradeSummaries(Trades trades, MessageStates states, ClientWarnings warnings) {
        this.trades = trades;
        this.states = states;
        this.warnings = warnings;
    }

    TradeSummary of(String tradingId) {
        return trades.find(tradingId)
                .map(trade -> new TradeSummary(
                        tradingId,
                        trade.clientId(),
                        states.of(trade.clientId(), tradingId).stream()
                                .map(Message::of)
                                .toList(),
                        warnings.of(trade.clientId(), tradingId).stream()
                                .map(Warning::of)
                                .toList()))
                .orElse(TradeSummary.NONE);
    }
}
