package org.coincide.engine.deadletters;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.coincide.engine.json.StorableText;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * The messages that this node fails to process again and again, each with the cause, and operators' requests to remove them. Such a message is
 * always in flight, so no tool can read it or take it from its queue: the listener removes the message at its next delivery. Kept in memory, per
 * node.
 */
@Component
public class FailingMessages {

    /** As many as {@code coincide.dead-letters.failing-messages} can show: limits the heap for messages that never come again. */
    private static final int MOST_REMOVALS = 1_000;

    /** Characters of a cause: more than an operator reads. The server's log has the whole text. */
    private static final int LONGEST_CAUSE = 1_000;

    /** A first failure is often a lost race, which a second delivery does not lose. */
    private static final int AGAIN = 2;

    /**
     * A message that is delivered again and again.
     *
     * @param sender broker account of the sender; null if unknown
     * @param deliveries number of deliveries, each of which failed
     * @param failingSince time of the first failure at this node
     * @param failedAt time of the last failure
     * @param cause type and text of the last failure
     * @param bodySize size of the body in bytes
     * @param removalRequested whether the message moves to the dead letters at its next delivery
     */
    public record FailingMessage(
            String messageId,
            String queue,
            String sender,
            int deliveries,
            Instant failingSince,
            Instant failedAt,
            String cause,
            int bodySize,
            boolean removalRequested) {}

    private record Failure(
            DeadLetters.Origin origin, byte[] body, int deliveries, Instant since, Instant at, String cause) {}

    private final DeadLetterProperties properties;
    private final Clock clock;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Set<String> removals = ConcurrentHashMap.newKeySet();

    FailingMessages(DeadLetterProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Records a failed delivery. */
    public void add(DeadLetters.Origin origin, byte[] body, int deliveries, Throwable failure) {
        if (deliveries < AGAIN) {
            return;
        }
        Instant now = clock.instant();
        failures.compute(
                origin.messageId(),
                (id, earlier) -> new Failure(
                        origin, body, deliveries, earlier == null ? now : earlier.since(), now, cause(failure)));
        if (failures.size() > properties.failingMessages()) {
            failures.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().at()))
                    .ifPresent(oldest -> failures.remove(oldest.getKey()));
        }
    }

    /** The last failure of the database in the chain of causes, otherwise the last cause. */
    private static String cause(Throwable failure) {
        Throwable cause = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((earlier, later) -> later)
                .orElseGet(() -> NestedExceptionUtils.getMostSpecificCause(failure));
        String state = cause instanceof SQLException database ? " (SQL state " + database.getSQLState() + ")" : "";
        return StorableText.shortened(
                cause.getClass().getSimpleName() + state + ": " + cause.getMessage(), LONGEST_CAUSE);
    }

    /** Forgets a message that was processed or moved to the dead letters. */
    public void done(String messageId) {
        failures.remove(messageId);
        removals.remove(messageId);
    }

    /** Returns the messages that fail at present, those first that fail for the longest time. */
    public List<FailingMessage> all() {
        // Another node may have processed the message meanwhile.
        Instant forgotten = clock.instant().minus(properties.failingFor());
        failures.values().removeIf(failure -> failure.at().isBefore(forgotten));
        return failures.values().stream()
                .sorted(Comparator.comparing(Failure::since))
                .map(this::shown)
                .toList();
    }

    private FailingMessage shown(Failure failure) {
        return new FailingMessage(
                failure.origin().messageId(),
                failure.origin().queue(),
                failure.origin().sender(),
                failure.deliveries(),
                failure.since(),
                failure.at(),
                failure.cause(),
                failure.body().length,
                isRemovalRequested(failure.origin().messageId()));
    }

    /** Returns the body of a failing message as received; empty if the message does not fail at present. */
    public Optional<byte[]> body(String messageId) {
        return Optional.ofNullable(failures.get(messageId)).map(Failure::body);
    }

    /**
     * Requests that a message is moved to the dead letters at its next delivery. A repeated request changes nothing.
     *
     * @return false if there are too many open requests for other messages
     */
    public boolean requestRemoval(String messageId) {
        if (!removals.contains(messageId) && removals.size() >= MOST_REMOVALS) {
            return false;
        }
        removals.add(messageId);
        return true;
    }

    public boolean isRemovalRequested(String messageId) {
        return removals.contains(messageId);
    }
}
