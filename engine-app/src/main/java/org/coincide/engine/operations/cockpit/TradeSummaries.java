package org.coincide.engine.operations.cockpit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.coincide.engine.journal.JournalMessage;
import org.coincide.engine.operations.MessageStates;
import org.coincide.engine.operations.MessageStates.StatedMessage;
import org.coincide.engine.operations.trades.MessageOrigins;
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
     * @param cancellable whether a cancellation can begin, unless goods were handed over
     * @param messages messages to the client, newest first
     * @param warnings warnings of the client, newest first
     */
    public record TradeSummary(
            String tradingId, String clientId, boolean cancellable, List<Message> messages, List<Warning> warnings) {

        static final TradeSummary NONE = new TradeSummary(null, null, false, List.of(), List.of());
    }

    /**
     * A message to the client.
     *
     * @param at ISO 8601 time at which the message was written
     * @param state whether the message is sent, received, verified or disputed
     * @param element name of the model's element that caused the message; null without one
     */
    public record Message(long sequence, String at, String state, String body, String element) {

        static Message of(StatedMessage stated, String element) {
            JournalMessage message = stated.message();
            return new Message(
                    message.sequence(),
                    message.recordedAt().toString(),
                    stated.state().name(),
                    message.body(),
                    element);
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
    private final MessageOrigins origins;
    private final ClientWarnings warnings;

    TradeSummaries(Trades trades, MessageStates states, MessageOrigins origins, ClientWarnings warnings) {
        this.trades = trades;
        this.states = states;
        this.origins = origins;
        this.warnings = warnings;
    }

    TradeSummary of(String tradingId) {
        Function<String, Optional<String>> names = origins.ofTrade();
        return trades.find(tradingId)
                .map(trade -> new TradeSummary(
                        tradingId,
                        trade.clientId(),
                        trade.isCancellable(),
                        states.of(trade.clientId(), tradingId).stream()
                                .map(stated -> Message.of(
                                        stated,
                                        names.apply(stated.message().body()).orElse(null)))
                                .toList(),
                        warnings.of(trade.clientId(), tradingId).stream()
                                .map(Warning::of)
                                .toList()))
                .orElse(TradeSummary.NONE);
    }
}
