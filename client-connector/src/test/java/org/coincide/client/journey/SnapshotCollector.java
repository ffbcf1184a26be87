package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.coincide.client.support.ConnectorApi;

/** Waits until all trades are closed, by the HTTP interfaces, and then reads the records of all parties. */
final class SnapshotCollector {

    /** The server counts unsent messages at an interval: longer than two of them. */
    private static final Duration COUNTED = Duration.ofMillis(500);

    private final TestSystem system;
    private final LoadJournal journal;

    SnapshotCollector(TestSystem system, LoadJournal journal) {
        this.system = system;
        this.journal = journal;
    }

    /**
     * Waits until every accepted order is a closed trade with the same sequence on both sides, no order waits, as after a resend by a client, and the
     * relay has marked every message as sent: a relay that was killed before sends duplicates first.
     *
     * @param patience longest time without a change of any trade; a busy machine may need many times this for all of them
     */
    SnapshotCollector await(Duration patience) {
        var progress = new Progress();
        try {
            Awaitility.await("every accepted order closes")
                    .atMost(patience.multipliedBy(10))
                    .pollInterval(Duration.ofMillis(300))
                    .failFast("no trade changed within " + patience, () -> progress.isOlderThan(patience))
                    .during(COUNTED)
                    .untilAsserted(() -> {
                        progress.note(system.clients().stream()
                                .map(client -> sequences(client.all("/api/trades")))
                                .toList());
                        system.clients().forEach(this::assertAllClosed);
                        assertThat(system.server.waitingMessages())
                                .as("messages in the queues of orders and requests")
                                .isZero();
                        assertThat(system.server.unsentMessages())
                                .as("unsent messages")
                                .isZero();
                    });
            return this;
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            system.server.dumpThreads();
            system.clients().forEach(PackagedClient::dumpThreads);
            throw e;
        }
    }

    /** The last change of what the clients hold. */
    private static final class Progress {

        private Object last;
        private long changedAt = System.nanoTime();

        synchronized void note(Object now) {
            if (!now.equals(last)) {
                last = now;
                changedAt = System.nanoTime();
            }
        }

        synchronized boolean isOlderThan(Duration limit) {
            return System.nanoTime() - changedAt > limit.toNanos();
        }
    }

    private void assertAllClosed(PackagedClient client) {
        var accepted = journal.placed().stream()
                .filter(LoadJournal.Placed::accepted)
                .filter(placed -> placed.client().equals(client.id()))
                .map(LoadJournal.Placed::reference)
                .collect(Collectors.toSet());
        List<JsonNode> trades = client.all("/api/trades");
        assertThat(trades)
                .as("trades of %s", client.id())
                .allMatch(trade -> trade.get("closed").asBoolean())
                .extracting(trade -> trade.get("orderReference").asText())
                .containsAll(accepted);
        assertThat(sequences(trades)).isEqualTo(sequences(serversTrades(client.id())));
    }

    private static Map<String, Long> sequences(List<JsonNode> trades) {
        return trades.stream()
                .collect(Collectors.toMap(trade -> trade.get("tradingId").asText(), trade -> trade.get("sequence")
                        .asLong()));
    }

    /** All trades of a client at the server, read page by page. */
    private List<JsonNode> serversTrades(String clientId) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        int page;
        do {
            int before = all.size();
            ConnectorApi.json(system.server.get("/api/trades?limit=500" + after, clientId))
                    .forEach(all::add);
            page = all.size() - before;
            after = page == 0
                    ? ""
                    : "&after=" + all.get(all.size() - 1).get("tradingId").asText();
        } while (page == 500);
        return all;
    }

    /** Stops all processes with SIGTERM and reads their databases. */
    SystemSnapshot stopAndCollect() {
        var deadLetters = new BrokerQueues(system.server.brokerAddress(), system.server.accounts()).deadLetters();
        system.stop();
        Path data = system.server.dataDirectory();
        try (var server = DatabaseReader.ofServer(data);
                var acme = DatabaseReader.ofClient(data, "acme");
                var globex = DatabaseReader.ofClient(data, "globex")) {
            return collect(server, Map.of("acme", acme, "globex", globex), deadLetters);
        }
    }

    SystemSnapshot collect(
            DatabaseReader server, Map<String, DatabaseReader> clients, Map<String, Integer> deadLetters) {
        Map<String, SystemSnapshot.Ledger> ledgers = clients.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, client -> client.getValue().ledger(client.getKey())));
        Map<String, Integer> letters = new TreeMap<>(deadLetters);
        letters.put("of the server", server.count("dead_letter"));
        return new SystemSnapshot(journal.placed(), ledgers, server.server(), server.partners(), letters);
    }
}
