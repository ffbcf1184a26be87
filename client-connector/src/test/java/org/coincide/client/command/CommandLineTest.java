package org.coincide.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.support.Login;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final String TRADE =
            """
            {"tradingId":"6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b","orderReference":"PO-1","order":"ACCEPTED",\
            "delivery":"NOT_STARTED","payment":"PENDING","amounts":{"ordered":"66.90","currency":"EUR"},\
            "reason":{"code":"AWAITING_SUPPLY","text":"Goods missing"},"due":{"delivery":"2026-12-04T12:00:00Z"},\
            "lines":[{"number":1,"sku":"TEA\\u001b[2J","unitPrice":"12.50","ordered":3,"cancelled":1,"shipped":2,"delivered":0,"returned":0}],\
            "shipments":[{"carrier":"Parcels","trackingNumber":"SPA1","status":"SHIPPED","contents":[{"number":1,"quantity":2}]}],\
            "invoices":[{"reference":"INV-1","amount":"66.90","received":"0.00","due":"2026-12-28T12:00:00Z","status":"OPEN"}]}""";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final List<String> requests = new ArrayList<>();
    private HttpServer connector;
    private final List<String> pages = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private int status = 200;
    private String authorization;
    private String body = "[]";
    private String total;

    @BeforeEach
    void start() throws IOException {
        connector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        connector.createContext("/", exchange -> {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var single = exchange.getRequestURI().getPath().matches("/api/trades/.+");
            var list = pages.isEmpty() ? body : pages.remove(0);
            var bytes = (single ? TRADE : list).getBytes(StandardCharsets.UTF_8);
            if (total != null) {
                exchange.getResponseHeaders().set("X-Total-Count", total);
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        connector.start();
    }

    @AfterEach
    void stop() {
        connector.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "trades --help", "--coincide.client.id=acme --help"})
    void helpIsPrintedWithoutAConnector(String arguments) {
        assertThat(CommandLine.startsConnector(arguments.split(" "))).isFalse();
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage:");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--verbose",
                "--coincide",
                "-x",
                "start",
                "trades --limit=3",
                "trades a b",
                "trade",
                "order",
                "order a b",
                "order missing.csv",
                "warnings 1",
                "rebuild now",
                "trades --url=file:///etc",
                "trades --url=http://[x",
                "trades --url=https://my_host",
                "trades --url=http://127.0.0.1:99999",
                "trades --coincide.data-directory=a\0b",
                "trades --coincide.client.id=${missing}",
                "trades --spring.config.location=file:/missing/",
                "order a\0b",
                "--url=http://localhost"
            })
    void invalidArgumentsAreRefused(String arguments) {
        assertThat(CommandLine.startsConnector(arguments.split(" "))).isFalse();
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("See --help.");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--coincide.client.id=acme", "--server.port=8082 --spring.datasource.url=jdbc:x", "--debug"})
    void settingsStartTheConnector(String arguments) {
        assertThat(CommandLine.startsConnector(arguments.split(" "))).isTrue();
    }

    @Test
    void noArgumentsStartTheConnector() {
        assertThat(CommandLine.startsConnector()).isTrue();
    }

    @Test
    void aFileOfOrdersIsPlaced() throws IOException {
        var file = Files.writeString(folder.resolve("orders.csv"), "a,b");
        body = "{\"placed\":2,\"placedEarlier\":1}";
        assertThat(run("order", file.toString(), url())).isZero();
        assertThat(requests).containsExactly("POST /api/order-files?place=true a,b");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("2 orders placed, 1 placed earlier");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        var file = Files.createFile(folder.resolve("orders.csv"));
        assertThat(run("order", file.toString(), url())).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("The file is empty");
        assertThat(requests).isEmpty();
    }

    @Test
    void theFaultsOfAFileAreNamed() throws IOException {
        var file = Files.writeString(folder.resolve("orders.csv"), "a,b");
        status = 400;
        body = "{\"detail\":\"The file has 1"
                + " faults.\",\"errors\":[{\"place\":7,\"orderReference\":\"PO-1\",\"field\":\"city\",\"text\":\"is"
                + " missing\"},{\"place\":9,\"orderReference\":\"\",\"field\":\"\",\"text\":\"is cut off\"}]}";
        assertThat(run("order", file.toString(), url())).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("line 7 PO-1 city: is missing", "line 9: is cut off");
    }

    @Test
    void tradesAreListedAndShown() {
        body = "[" + TRADE + "]";
        assertThat(run("trades", "PO 1", url())).isZero();
        assertThat(requests.get(0)).startsWith("GET /api/trades?q=PO+1");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("PO-1 ACCEPTED NOT_STARTED PENDING 66.90 EUR");
        assertThat(run("trade", "PO-1", url())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain("\u001b")
                .contains(
                        "  reason AWAITING_SUPPLY: Goods missing\n",
                        "  delivery due 2026-12-04T12:00:00Z\n",
                        " at 12.50 EUR: ordered 3, shipped 2, delivered 0, cancelled 1, returned 0\n",
                        "  parcel Parcels SPA1: SHIPPED, with 2 of line 1\n",
                        "  invoice INV-1: 66.90 EUR, received 0.00 EUR, due 2026-12-28T12:00:00Z, OPEN\n");
        assertThat(run("trade", "PO-2", url())).isEqualTo(1);
        out.reset();
        assertThat(run("trade", "PO-1", "--json", url())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"tradingId\"");
    }

    @Test
    void aTradeIsFoundBehindMoreThanOnePage() {
        var longer = TRADE.replace("PO-1", "PO-10");
        var first = "[" + String.join(",", Collections.nCopies(1_000, longer)) + "]";
        pages.addAll(List.of(first, "[" + longer + "," + TRADE + "]"));
        assertThat(run("trade", "PO-1", url())).isZero();
        assertThat(requests.get(1)).contains("offset=1000");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(" PO-1 ACCEPTED");
    }

    @Test
    void warningsAreListedWithTheirState() {
        body =
                """
                [{"type":"SEQUENCE_GAP","state":"OPEN","tradingId":"6f1c2a34","count":3,"latestAt":"2026-11-28T12:00:00Z",
                  "text":"the sequence is 3\\nbut the next one is 2"},
                 {"type":"UNSIGNED","state":"ACKNOWLEDGED","count":1,"latestAt":"2026-11-28T11:00:00Z","text":"no signature",
                  "acknowledgedAt":"2026-11-28T12:30:00Z","note":"A test."}]""";
        assertThat(run("warnings", url())).isZero();
        assertThat(requests.get(0)).startsWith("GET /api/warnings/groups ");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        """
                        2026-11-28T12:00:00Z OPEN SEQUENCE_GAP trade 6f1c2a34, 3 times: the sequence is 3?but the next one is 2
                        2026-11-28T11:00:00Z ACKNOWLEDGED UNSIGNED no verified trade, once: no signature
                          acknowledged 2026-11-28T12:30:00Z: A test.
                        """);
    }

    @Test
    void aListThatIsOnlyTheBeginningSaysSo() {
        body = "[" + TRADE + "]";
        total = "7";
        assertThat(run("trades", url())).isZero();
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("The first 1 of 7.");
    }

    @Test
    void aProblemOfTheConnectorIsNamed() {
        status = 503;
        body = "{\"detail\":\"The client's database is unavailable.\"}";
        for (var command : List.of("trades", "trade PO-1", "warnings", "rebuild")) {
            errors.reset();
            assertThat(run((command + " " + url()).split(" "))).isEqualTo(1);
            assertThat(errors.toString(StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("The client's database is unavailable.");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void anUnreachableConnectorHasAnExitCodeOfItsOwn() {
        connector.stop(0);
        assertThat(run("warnings", url())).isEqualTo(3);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("Start the connector")
                .doesNotContain("null");
    }

    @Test
    void theLoginIsReadFromTheConnectorsFile() throws IOException {
        var client = Files.createDirectories(folder.resolve("client-globex"));
        var file = Files.writeString(client.resolve("login.properties"), "user=joe\npassword=from the file\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var settings =
                new String[] {"warnings", url(), "--coincide.data-directory=" + folder, "--coincide.client.id=globex"};
        assertThat(run(settings)).isZero();
        assertThat(authorization).isEqualTo(Login.basic("joe", "from the file"));
        variables.put("CONNECTOR_PASSWORD", "from the variable");
        assertThat(run(settings)).isZero();
        assertThat(authorization).isEqualTo(Login.basic("ledger", "from the variable"));
        variables.put("CONNECTOR_USER", "ada");
        assertThat(run(settings)).isZero();
        assertThat(authorization).isEqualTo(Login.basic("ada", "from the variable"));
    }

    @Test
    void aRefusedLoginHasAnExitCodeOfItsOwn() throws IOException {
        status = 401;
        body = "{\"detail\":\"User or password is wrong.\"}";
        assertThat(run("warnings", url(), "--coincide.data-directory=" + folder))
                .isEqualTo(4);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("needs a login", folder.toString(), "CONNECTOR_PASSWORD");
        variables.put("CONNECTOR_PASSWORD", "wrong");
        var orders = Files.writeString(folder.resolve("orders.csv"), "a,b");
        assertThat(run("order", orders.toString(), url())).isEqualTo(4);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("User or password is wrong.");
    }

    @Test
    void aPasswordCrossesNoNetworkReadable() {
        variables.put("CONNECTOR_PASSWORD", "secret");
        assertThat(run("warnings", "--url=http://ledger.example")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("Use https.");
    }

    private String url() {
        return "--url=http://127.0.0.1:" + connector.getAddress().getPort();
    }

    @Test
    void aRebuildIsStarted() {
        status = 202;
        body = "{\"state\":\"ACTIVE\",\"startedAt\":\"2026-11-28T12:00:00Z\"}";
        assertThat(run("rebuild", url())).isZero();
        assertThat(requests).singleElement().asString().startsWith("POST /api/rebuild");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Rebuild ACTIVE, started at 2026-11-28T12:00:00Z");
    }

    private int run(String... arguments) {
        return new CommandLine(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        variables::get)
                .run(arguments);
    }
}
