package org.coincide.engine.operations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.journal.BodyDigest;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.journal.JournalMessage;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.statements.Receipts.Verified;
import org.coincide.engine.warnings.ClientWarnings;
import org.coincide.engine.warnings.ClientWarnings.ClientWarning;
import org.springframework.stereotype.Component;

/** The state of each message of a trade, from the journal, the client's receipts and the client's warnings. */
@Component
public class MessageStates {

    /** Warnings about messages that wait for earlier ones; the client has such a message. */
    private static final Set<String> WAITING = Set.of("SEQUENCE_GAP", "UNKNOWN_TRADE");

    /** State of a message to a client. */
    public enum State {
        /** In the journal; the relay has still to send it. */
        UNSENT,
        /** The broker has accepted it. */
        SENT,
        /** The client has it, and waits for an earlier one. */
        RECEIVED,
        /** The client's receipt covers it. */
        VERIFIED,
        /** The client has warned about it, or its receipt names another content. */
        DISPUTED
    }

    /** A message with its state. */
    public record StatedMessage(JournalMessage message, State state) {}

    private final JournalHistory journal;
    private final Receipts receipts;
    private final ClientWarnings warnings;

    MessageStates(JournalHistory journal, Receipts receipts, ClientWarnings warnings) {
        this.journal = journal;
        this.receipts = receipts;
        this.warnings = warnings;
    }

    /** Returns the messages of a trade, newest first. */
    public List<StatedMessage> of(String clientId, String tradingId) {
        List<JournalMessage> messages = journal.messages(tradingId);
        List<ClientWarning> raised = warnings.of(clientId, tradingId);
        Optional<Verified> verified = receipts.of(tradingId);
        boolean agrees = verified.isPresent() && agrees(messages, verified.get());
        return messages.stream()
                .map(message -> new StatedMessage(message, state(message, verified.orElse(null), agrees, raised)))
                .toList();
    }

    /** Returns whether the receipt names the content of the journal. By the chain, it then covers all earlier messages. */
    private static boolean agrees(List<JournalMessage> messages, Verified verified) {
        return messages.stream()
                .filter(message -> message.sequence() == verified.sequence())
                .anyMatch(message -> BodyDigest.of(message.body()).equals(verified.digest()));
    }

    private static State state(JournalMessage message, Verified verified, boolean agrees, List<ClientWarning> raised) {
        if (verified != null && agrees && message.sequence() <= verified.sequence()) {
            return State.VERIFIED;
        }
        List<String> about = raised.stream()
                .filter(warning -> warning.sequence() != null && warning.sequence() == message.sequence())
                .map(ClientWarning::warning)
                .toList();
        if (about.stream().anyMatch(warning -> !WAITING.contains(warning))
                || verified != null && !agrees && message.sequence() == verified.sequence()) {
            return State.DISPUTED;
        }
        if (!about.isEmpty()) {
            return State.RECEIVED;
        }
        return message.unsent() ? State.UNSENT : State.SENT;
    }
}
