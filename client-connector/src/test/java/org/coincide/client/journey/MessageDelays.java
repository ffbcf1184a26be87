package org.coincide.client.journey;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The times that messages took from the server's journal to the ledgers, and the times between two messages of a trade. All clocks are those of
 * one machine.
 *
 * @param delays from the journal to the ledger, in order of length
 * @param batches of the youngest message of each batch of a client, in order of length
 * @param gaps between two messages of one trade in the journal, in order of length
 */
public record MessageDelays(List<Duration> delays, List<Duration> batches, List<Duration> gaps) {

    private record Recorded(String tradingId, long sequence, OffsetDateTime at) {

        String position() {
            return tradingId + " " + sequence;
        }

        String previous() {
            return tradingId + " " + (sequence - 1);
        }
    }

    /** Reads the times of all messages of trades. */
    static MessageDelays read(DatabaseReader server, List<DatabaseReader> clients) {
        return read(server, clients, OffsetDateTime.MIN, OffsetDateTime.MAX);
    }

    /** Reads the times of messages that the journal has received since one time and before another. */
    public static MessageDelays read(
            DatabaseReader server, List<DatabaseReader> clients, OffsetDateTime since, OffsetDateTime before) {
        Map<String, Recorded> journal = new HashMap<>();
        read(server, "SELECT trading_id, sequence, recorded_at FROM journal WHERE trading_id IS NOT NULL")
                .forEach(message -> journal.put(message.position(), message));
        List<Duration> delays = new ArrayList<>();
        List<Duration> batches = new ArrayList<>();
        for (var client : clients) {
            Map<OffsetDateTime, Duration> youngest = new HashMap<>();
            for (var entry : read(client, "SELECT trading_id, sequence_number, recorded_at FROM history_entry")) {
                var recorded = journal.get(entry.position()).at();
                if (!recorded.isBefore(since) && recorded.isBefore(before)) {
                    var delay = Duration.between(recorded, entry.at());
                    delays.add(delay);
                    youngest.merge(entry.at(), delay, (one, other) -> one.compareTo(other) < 0 ? one : other);
                }
            }
            batches.addAll(youngest.values());
        }
        List<Duration> gaps = journal.values().stream()
                .filter(message -> message.sequence() > 1)
                .map(message -> Duration.between(journal.get(message.previous()).at(), message.at()))
                .sorted()
                .toList();
        return new MessageDelays(
                delays.stream().sorted().toList(), batches.stream().sorted().toList(), gaps);
    }

    private static List<Recorded> read(DatabaseReader database, String query) {
        return database.jdbc()
                .sql(query)
                .query((row, index) ->
                        new Recorded(row.getString(1), row.getLong(2), row.getObject(3, OffsetDateTime.class)))
                .list();
    }

    Duration longestDelay() {
        return quantile(delays, 1);
    }

    Duration longestGap() {
        return quantile(gaps, 1);
    }

    /** The delay that this share of the messages does not exceed. */
    public Duration delay(double share) {
        return quantile(delays, share);
    }

    /**
     * The time that this share of a client's batches does not exceed: the delay of the youngest message, which has waited for no other batch. All
     * messages of a batch are recorded at one time.
     */
    public Duration batch(double share) {
        return quantile(batches, share);
    }

    private static Duration quantile(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    @Override
    public String toString() {
        return "journal to ledger p50 %d ms, p99 %d ms, longest %d ms; longest time between two messages of a trade %d ms"
                .formatted(
                        delay(0.5).toMillis(),
                        delay(0.99).toMillis(),
                        longestDelay().toMillis(),
                        longestGap().toMillis());
    }
}
