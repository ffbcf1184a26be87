package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.coincide.client.support.ConnectorApi;

/** Waits until nothing moves any more, by what the doors show; then gathers the books. */
final class SnapshotCollector {

    private final TestSystem stage;
    private final LoadJournal journal;

    SnapshotCollector(TestSystem stage, LoadJournal journal) {
        this.stage = stage;
        this.journal = journal;
    }

    /** Returns when every accepted order is a closed trade, on both sides at the same sequence. */
    SnapshotCollector await(Duration patience) {
        try {
            Awaitility.await("every accepted order closes")
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> stage.clients().forEach(this::assertAtRest));
            return this;
        } catch (ConditionTimeoutException restless) {
            stage.server.dumpThreads();
            stage.clients().forEach(PackagedClient::dumpThreads);
            throw restless;
        }
    }

    private void assertAtRest(PackagedClient client) {
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

    /** All trades of a client as the server shows them, page by page. */
    private List<JsonNode> serversTrades(String clientId) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        int page;
        do {
            int before = all.size();
            ConnectorApi.json(stage.server.get("/api/trades?limit=500" + after, clientId))
                    .forEach(all::add);
            page = all.size() - before;
            after = page == 0
                    ? ""
                    : "&after=" + all.get(all.size() - 1).get("tradingId").asText();
        } while (page == 500);
        return all;
    }

    /** Ends all processes in the orderly way, and reads what they have on disk. */
    SystemSnapshot stopAndGather() {
        var deadLetters = new BrokerQueues(stage.server.brokerAddress(), stage.server.accounts()).deadLetters();
        stage.stop();
        Path data = stage.server.dataDirectory();
        try (var server = DatabaseReader.ofServer(data);
                var acme = DatabaseReader.ofClient(data, "acme");
                var globex = DatabaseReader.ofClient(data, "globex")) {
            return gather(server, Map.of("acme", acme, "globex", globex), deadLetters);
        }
    }

    SystemSnapshot gather(
            DatabaseReader server, Map<String, DatabaseReader> clients, Map<String, Integer> deadLetters) {
        Map<String, SystemSnapshot.Ledger> ledgers = clients.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, client -> client.getValue().ledger(client.getKey())));
        return new SystemSnapshot(journal.placed(), ledgers, server.server(), server.outsiders(), deadLetters);
    }
}
