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
import org.coincide.client.support.Api;

/** Waits until nothing moves any more, by what the doors show; then gathers the books. */
final class Rest {

    private final Stage stage;
    private final LoadJournal journal;

    Rest(Stage stage, LoadJournal journal) {
        this.stage = stage;
        this.journal = journal;
    }

    /** Returns when every accepted order is a closed trade, on both sides at the same sequence. */
    Rest await(Duration patience) {
        try {
            Awaitility.await("every accepted order closes")
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> stage.clients().forEach(this::assertAtRest));
            return this;
        } catch (ConditionTimeoutException restless) {
            stage.server.dumpThreads();
            stage.clients().forEach(ClientProcess::dumpThreads);
            throw restless;
        }
    }

    private void assertAtRest(ClientProcess client) {
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
            Api.json(stage.server.get("/api/trades?limit=500" + after, clientId))
                    .forEach(all::add);
            page = all.size() - before;
            after = page == 0
                    ? ""
                    : "&after=" + all.get(all.size() - 1).get("tradingId").asText();
        } while (page == 500);
        return all;
    }

    /** Ends all processes in the orderly way, and reads what they have on disk. */
    Evidence stopAndGather() {
        var deadLetters = new ServersQueues(stage.server.brokerAddress(), stage.server.accounts()).deadLetters();
        stage.stop();
        Path data = stage.server.dataDirectory();
        try (var server = Books.ofServer(data);
                var acme = Books.ofClient(data, "acme");
                var globex = Books.ofClient(data, "globex")) {
            return gather(server, Map.of("acme", acme, "globex", globex), deadLetters);
        }
    }

    Evidence gather(Books server, Map<String, Books> clients, Map<String, Integer> deadLetters) {
        Map<String, Evidence.Ledger> ledgers = clients.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, client -> client.getValue().ledger(client.getKey())));
        return new Evidence(journal.placed(), ledgers, server.server(), server.outsiders(), deadLetters);
    }
}
