package org.coincide.client.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.quarantine.QuarantinedMessage;
import org.coincide.client.quarantine.QuarantinedMessage.State;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;

/** The quarantine while one batch is judged: what waits there, what comes in, what leaves. Stored at the end in one go. */
final class BatchQuarantine {

    private final BatchQuarantineLoader shelf;
    private final Identifiers identifiers;
    private final Map<String, QuarantinedMessage> waiting = new LinkedHashMap<>();
    private final Map<String, QuarantinedMessage> added = new LinkedHashMap<>();
    private final Map<String, QuarantinedMessage> moved = new LinkedHashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final List<RaisedWarning> warnings = new ArrayList<>();

    BatchQuarantine(BatchQuarantineLoader shelf, Identifiers identifiers, List<QuarantinedMessage> waiting) {
        this.shelf = shelf;
        this.identifiers = identifiers;
        waiting.forEach(message -> this.waiting.put(message.id(), message));
    }

    /** Takes a message in. Empty where it is here already; else the warning, unless its gap was warned of before. */
    Optional<Taken> take(ReceivedMessage delivery, Warning warning, Instant at) {
        var key = delivery.dedupeKey();
        if (added.values().stream().anyMatch(message -> message.dedupeKey().equals(key))
                || shelf.quarantine().holds(key)) {
            return Optional.empty();
        }
        boolean sameGap = isOfKnownGap(warning);
        var message = new QuarantinedMessage(
                identifiers.next(),
                key,
                warning.type().waits() ? State.WAITING : State.KEPT,
                warning.type(),
                delivery.receivedAt(),
                warning.tradingId(),
                warning.sequence(),
                warning.awaits(),
                delivery.kind());
        added.put(message.id(), message);
        bodies.put(message.id(), delivery.text());
        if (warning.type().waits()) {
            waiting.put(message.id(), message);
        }
        return Optional.of(new Taken(sameGap ? Optional.empty() : Optional.of(raise(warning, message, at))));
    }

    /** The message with the lowest sequence that has not to wait any more, now that the trade stands at the sequence. */
    Optional<QuarantinedMessage> nextToJudge(String tradingId, long sequence) {
        return waitingFor(tradingId)
                .filter(message -> message.sequence() <= sequence + 1)
                .min((one, other) -> Long.compare(one.sequence(), other.sequence()));
    }

    String body(QuarantinedMessage message) {
        var body = bodies.get(message.id());
        return body == null ? shelf.quarantine().body(message.id()).orElseThrow() : body;
    }

    /** A message that waited is in the ledger. */
    void applied(QuarantinedMessage message) {
        leave(message.in(State.APPLIED, message.warning()));
    }

    /** A message that waited is wrong: that is a warning of its own. */
    RaisedWarning condemned(QuarantinedMessage message, Warning warning, Instant at) {
        leave(message.in(State.KEPT, warning.type()));
        return raise(warning, message, at);
    }

    /** The gaps that are open now: from which sequence on messages of a trade are missing. */
    Map<String, Long> gaps(Map<String, Long> nextSequences) {
        Map<String, Long> gaps = new LinkedHashMap<>();
        nextSequences.forEach((tradingId, next) -> {
            if (waitingFor(tradingId).anyMatch(message -> message.sequence() > next)) {
                gaps.put(tradingId, next);
            }
        });
        return gaps;
    }

    void store() {
        shelf.quarantine().keep(added.values(), bodies);
        shelf.quarantine().move(moved.values());
        shelf.warnings().raise(warnings);
    }

    private Stream<QuarantinedMessage> waitingFor(String tradingId) {
        return waiting.values().stream().filter(message -> tradingId.equals(message.tradingId()));
    }

    private boolean isOfKnownGap(Warning warning) {
        return warning.type() == WarningType.SEQUENCE_GAP
                && waitingFor(warning.tradingId())
                        .anyMatch(message -> message.warning() == WarningType.SEQUENCE_GAP
                                && warning.awaits().equals(message.awaits()));
    }

    private void leave(QuarantinedMessage message) {
        waiting.remove(message.id());
        (added.containsKey(message.id()) ? added : moved).put(message.id(), message);
    }

    private RaisedWarning raise(Warning warning, QuarantinedMessage message, Instant at) {
        var raised = new RaisedWarning(identifiers.next(), at, warning, message.id());
        warnings.add(raised);
        return raised;
    }

    /** That a message was taken in, and the warning that it gives rise to. */
    record Taken(Optional<RaisedWarning> warning) {}
}
