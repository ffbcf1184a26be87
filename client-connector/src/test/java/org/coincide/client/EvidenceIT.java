package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.inbox.BrokerlessConnector;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.ServerKey;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence files and the commands of the client's jar. */
class EvidenceIT {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void evidenceIsExportedAndVerifiedOffline() throws IOException, SQLException {
        var data = directory.resolve("data");
        var trade = ledgerWithTwoTrades(data);

        assertThat(run("verify", settings(data))).isZero();
        assertThat(printed()).contains("The ledger is intact");
        var all = directory.resolve("all.json");
        var one = directory.resolve("one.json");
        assertThat(run("export", all.toString(), settings(data))).isZero();
        assertThat(run("export", trade.tradingId(), one.toString(), settings(data)))
                .isZero();
        assertThat(run("verify", all.toString())).isZero();
        assertThat(run("verify", one.toString())).isZero();
        assertThat(printed()).contains(trade.tradingId(), "COMPLETED DELIVERED PAID", "The evidence holds");
        assertThat(Files.readString(one)).contains(trade.reference()).doesNotContain("PO-other");
        assertEveryChangedByteFails(one);
        assertPinned(one);

        change(data, "UPDATE trade SET amount_refunded = 5 WHERE trading_id = '" + trade.tradingId() + "'");
        assertThat(run("verify", settings(data))).isEqualTo(1);
        assertThat(printed()).contains("trade " + trade.tradingId() + " amount_refunded");
    }

    @Test
    void evidenceWithARecomputedDigestFails() throws IOException, SQLException {
        var data = directory.resolve("data");
        var trade = ledgerWithTwoTrades(data);
        var file = directory.resolve("one.json");
        run("export", trade.tradingId(), file.toString(), settings(data));
        var text = Files.readString(file);
        var changed = text.substring(0, text.lastIndexOf(",\"sha256\"")).replace("DELIVERED", "SHIPPED");
        Files.writeString(
                file,
                changed + ",\"sha256\":\"" + org.coincide.client.contract.CanonicalJson.digest(changed) + "\"}\n");

        assertThat(run("verify", file.toString())).isEqualTo(1);
        assertThat(printed()).contains("the body does not match its digest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "export evidence.json"})
    void aLedgerThatCannotBeOpenedHasAnExitCodeOfItsOwn(String command) {
        var arguments = command + " " + settings(directory.resolve("data")) + " --coincide.inbox.batch-size=0";
        assertThat(run(arguments.split(" "))).isEqualTo(5);
        assertThat(printed()).contains("The ledger cannot be opened");
    }

    @Test
    void anExportOfAnUnknownTradeLeavesTheFile() throws IOException, SQLException {
        var data = directory.resolve("data");
        ledgerWithTwoTrades(data);
        var file = Files.writeString(directory.resolve("one.json"), "an earlier export");

        assertThat(run("export", "9f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b", file.toString(), settings(data)))
                .isEqualTo(1);
        assertThat(file).hasContent("an earlier export");
        assertThat(directory.resolve("one.json.part")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export",
                "export a b c",
                "verify a b",
                "verify evidence.json --thumprint=typo",
                "verify --thumbprint=of-no-file",
                "export evidence.json --thumbprint=of-no-file",
                "verify --verbose"
            })
    void wrongArgumentsShowTheUsage(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(printed()).contains("Usage");
    }

    @Test
    void programsReadTheResultsAsJson() throws IOException, SQLException {
        var data = directory.resolve("data");
        var trade = ledgerWithTwoTrades(data);
        var file = directory.resolve("one.json");

        assertThat(run("verify", "--json", settings(data))).isZero();
        assertThat(json().get("intact").asBoolean()).isTrue();
        assertThat(run("export", trade.tradingId(), file.toString(), "--json", settings(data)))
                .isZero();
        assertThat(json().get("file").asText()).isEqualTo(file.toString());
        assertThat(run("verify", file.toString(), "--json")).isZero();
        assertThat(json().get("holds").asBoolean()).isTrue();
        change(data, "UPDATE trade SET amount_refunded = 5 WHERE trading_id = '" + trade.tradingId() + "'");
        assertThat(run("verify", "--json", settings(data))).isEqualTo(1);
        assertThat(json().at("/findings/0/column").asText()).isEqualTo("amount_refunded");
    }

    private JsonNode json() throws IOException {
        return Json.STRICT.readTree(printed());
    }

    private void assertPinned(Path file) {
        run("verify", file.toString());
        var key = printed()
                .lines()
                .filter(line -> line.startsWith("Signed by the key "))
                .map(line -> line.substring("Signed by the key ".length()).split(",")[0])
                .findFirst()
                .orElseThrow();
        assertThat(run("verify", file.toString(), "--thumbprint=" + key)).isZero();
        assertThat(run("verify", file.toString(), "--thumbprint=another")).isEqualTo(1);
        assertThat(printed()).contains("which is not pinned");
        run("verify", file.toString());
        var own = printed()
                .lines()
                .filter(line -> line.startsWith("Orders and requests signed by the key "))
                .map(line -> line.substring("Orders and requests signed by the key ".length())
                        .split(",")[0])
                .findFirst()
                .orElseThrow();
        assertThat(own).isNotEqualTo(key);
        assertThat(run("verify", file.toString(), "--client-thumbprint=" + own)).isZero();
        assertThat(run("verify", file.toString(), "--client-thumbprint=" + key)).isEqualTo(1);
        output.reset();
    }

    private void assertEveryChangedByteFails(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var changed = directory.resolve("changed.json");
        for (int at = 0; at < bytes.length; at += Math.max(1, bytes.length / 40)) {
            var copy = bytes.clone();
            copy[at] ^= 1;
            Files.write(changed, copy);
            assertThat(run("verify", changed.toString())).as("byte %s", at).isEqualTo(1);
        }
        Files.write(changed, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(run("verify", changed.toString())).isEqualTo(1);
        output.reset();
    }

    private TradeMessages ledgerWithTwoTrades(Path data) {
        try (var client = BrokerlessConnector.onFile("acme", data)) {
            var order = ContractFiles.order("PO-" + UUID.randomUUID());
            client.place(order);
            client.place(ContractFiles.order("PO-other"));
            var trade = TradeMessages.of(order);
            client.receive(trade.completeTrade().toList());
            client.receive(List.of("{\"no\": \"message\"}"));
            return trade;
        }
    }

    private static void change(Path data, String sql) throws SQLException {
        var url = "jdbc:hsqldb:file:" + data.resolve("client-acme").resolve("ledger")
                + ";hsqldb.tx=mvcc;ifexists=true;shutdown=true";
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private static String settings(Path data) {
        return "--coincide.data-directory=" + data;
    }

    /** A command that opens the ledger has the settings of the client that wrote it, such as the key. */
    private int run(String... arguments) {
        boolean opensTheLedger =
                Arrays.stream(arguments).anyMatch(each -> each.startsWith("--coincide.data-directory"));
        var key = "--coincide.client.signing-key=" + ServerKey.settings().get("coincide.client.signing-key");
        var all = Stream.concat(Arrays.stream(arguments), opensTheLedger ? Stream.of(key) : Stream.empty())
                .toArray(String[]::new);
        return LedgerCommand.of(new PrintStream(output, true, StandardCharsets.UTF_8), all)
                .orElseThrow()
                .run();
    }

    private String printed() {
        var text = output.toString(StandardCharsets.UTF_8);
        output.reset();
        return text;
    }
}
