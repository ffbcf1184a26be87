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
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;

/** Unit of work of the quarantine for one batch: loaded at the start, updated in memory, written back at the end. */
final class BatchQuarantine {

    private final BatchQuarantineLoader loader;
    private final Identifiers identifiers;
    private final Map<String, QuarantinedMessage> waiting = new LinkedHashMap<>();
    private final Map<String, QuarantinedMessage> added = new LinkedHashMap<>();
    private final Map<String, QuarantinedMessage> updated = new LinkedHashMap<>();
    private final Map<String, QuarantinedMessages.Content> contents = new HashMap<>();
    private final List<RaisedWarning> warnings = new ArrayList<>();

    BatchQuarantine(BatchQuarantineLoader loader, Identifiers identifiers, List<QuarantinedMessage> waiting) {
        this.loader = loader;
        this.identifiers = identifiers;
        waiting.forEach(message -> this.waiting.put(message.id(), message));
    }

    /** Adds a message; empty if the message is already quarantined. Raises no second warning for a known gap. */
    Optional<Added> add(ReceivedMessage received, Warning warning, Instant at) {
        var key = received.dedupeKey();
        if (added.values().stream().anyMatch(message -> message.dedupeKey().equals(key))
                || loader.messages().contains(key)) {
            return Optional.empty();
        }
        boolean knownGap = isKnownGap(warning);
        var message = new QuarantinedMessage(
                identifiers.next(),
                key,
                warning.type().waits() ? State.WAITING : State.KEPT,
                warning.type(),
                received.receivedAt(),
                warning.tradingId(),
                warning.sequence(),
                warning.awaitedSequence(),
                received.kind());
        added.put(message.id(), message);
        contents.put(message.id(), new QuarantinedMessages.Content(received.text(), received.signature()));
        if (warning.type().waits()) {
            waiting.put(message.id(), message);
        }
        return Optional.of(new Added(knownGap ? Optional.empty() : Optional.of(raise(warning, message, at))));
    }

    /** Keeps a message with several warnings; none if the message is already quarantined. */
    List<RaisedWarning> add(ReceivedMessage received, List<Warning> found, Instant at) {
        if (found.isEmpty()) {
            return List.of();
        }
        var first = add(received, found.get(0), at).flatMap(Added::warning);
        return first.stream()
                .flatMap(raised -> Stream.concat(
                        Stream.of(raised),
                        found.stream().skip(1).map(warning -> raise(warning, added.get(raised.quarantineId()), at))))
                .toList();
    }

    /** Returns the waiting message with the lowest sequence that can be verified after the trade's current sequence. */
    Optional<QuarantinedMessage> nextToVerify(String tradingId, long sequence) {
        return waitingFor(tradingId)
                .filter(message -> message.sequence() <= sequence + 1)
                .min((one, other) -> Long.compare(one.sequence(), other.sequence()));
    }

    QuarantinedMessages.Content content(QuarantinedMessage message) {
        var content = contents.get(message.id());
        return content == null ? loader.messages().content(message.id()).orElseThrow() : content;
    }

    /** Marks a waiting message as applied to the ledger. */
    void markApplied(QuarantinedMessage message) {
        endWaiting(message.withState(State.APPLIED, message.warning()));
    }

    /** Keeps a waiting message that failed verification, and raises its warning. */
    RaisedWarning reject(QuarantinedMessage message, Warning warning, Instant at) {
        endWaiting(message.withState(State.KEPT, warning.type()));
        return raise(warning, message, at);
    }

    /** Returns the trades with a gap, and the first missing sequence of each. */
    Map<String, Long> gaps(Map<String, Long> nextSequences) {
        Map<String, Long> gaps = new LinkedHashMap<>();
        nextSequences.forEach((tradingId, next) -> {
            if (waitingFor(tradingId).anyMatch(message -> message.sequence() > next)) {
                gaps.put(tradingId, next);
            }
        });
        return gaps;
    }

    /** Writes all changes to the database, and the warnings to the outbox. */
    void store() {
        loader.messages().insert(added.values(), contents);
        loader.messages().update(updated.values());
        loader.warnings().insert(warnings);
        loader.groups().add(warnings);
        if (!added.isEmpty()) {
            loader.limits()
                    .added(
                            added.size(),
                            contents.values().stream()
                                    .mapToLong(content -> content.body().length())
                                    .sum());
        }
        loader.publisher().publish(warnings.stream().map(RaisedWarning::warning).toList());
    }

    private Stream<QuarantinedMessage> waitingFor(String tradingId) {
        return waiting.values().stream().filter(message -> tradingId.equals(message.tradingId()));
    }

    private boolean isKnownGap(Warning warning) {
        return warning.type() == WarningType.SEQUENCE_GAP
                && waitingFor(warning.tradingId())
                        .anyMatch(message -> message.warning() == WarningType.SEQUENCE_GAP
                                && warning.awaitedSequence().equals(message.awaitedSequence()));
    }

    private void endWaiting(QuarantinedMessage message) {
        waiting.remove(message.id());
        (added.containsKey(message.id()) ? added : updated).put(message.id(), message);
    }

    private RaisedWarning raise(Warning warning, QuarantinedMessage message, Instant at) {
        var raised = new RaisedWarning(identifiers.next(), at, warning, message.id());
        warnings.add(raised);
        return raised;
    }

    /** Result of adding a message; without a warning if the message waits behind a known gap. */
    record Added(Optional<RaisedWarning> warning) {}
}
