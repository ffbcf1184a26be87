package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A ledger that was cut off together with its anchor file: the client's receipt at the server shows it. */
class ReceiptIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static TestSystem system;
    private static LoadJournal journal;

    @BeforeAll
    static void start() {
        system = TestSystem.of(
                ReceiptIT.class,
                Map.of("coincide.statements.pace", "1s", "coincide.statements.heartbeat", "60s"),
                Map.of("acme", Map.of("coincide.ledger.verify-at-start", "0", "coincide.catalogue.enabled", "true")));
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        system.startWith();
        launch();
    }

    @AfterAll
    static void end() {
        system.close();
        journal.close();
    }

    @Test
    void aCutLedgerIsComparedWithTheReceiptAtTheServer() throws IOException {
        var user = new ConnectorUser(system.acme, journal);
        var order = OrderKind.AMENDED.order();
        user.placeHeld(order);
        system.acme.stop();
        var ledger = system.server.dataDirectory().resolve("client-acme");
        var copy = system.folder.resolve("copy");
        FileSystemUtils.copyRecursively(ledger, copy);
        launch();
        user.complete(OrderKind.ORDINARY);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        verify().path("receipt").path("number").asLong())
                .isEqualTo(verify().path("head").path("number").asLong()));
        assertThat(verify().path("intact").asBoolean()).isTrue();

        system.acme.stop();
        assertThat(FileSystemUtils.deleteRecursively(ledger)).isTrue();
        FileSystemUtils.copyRecursively(copy, ledger);
        launch("--coincide.inbox.enabled=false");

        assertThat(verify().path("findings").toString())
                .contains("anchor")
                .contains("the ledger ends before entry")
                .contains("receipt at the server");
    }

    private static void launch(String... more) {
        var arguments = new ArrayList<>(List.of("--coincide.catalogue.url=" + system.server.address()));
        arguments.addAll(List.of(more));
        system.acme.launch(arguments.toArray(String[]::new));
        system.acme.awaitReady();
    }

    /** The result of a verification that was started now. */
    private static JsonNode verify() throws IOException {
        assertThat(system.acme.post("/api/verification", "").statusCode()).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() ->
                        !system.acme.json("/api/verification").path("running").asBoolean());
        return system.acme.json("/api/verification");
    }
}
