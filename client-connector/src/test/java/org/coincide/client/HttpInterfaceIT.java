package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.RawHttpClient;
import org.coincide.client.support.ServerKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The client's responses to invalid and hostile HTTP requests. */
@DirtiesContext
@AutoConfigureObservability(tracing = false)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:hsqldb:mem:edges;hsqldb.tx=mvcc",
            "coincide.client.secret=any",
            "coincide.inbox.enabled=false",
            "coincide.web.watch-limit=10",
            "coincide.web.watch-time=5s",
            "coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=100",
            "management.server.port=0"
        })
class HttpInterfaceIT {

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        ServerKey.settings().forEach((name, value) -> properties.add(name, () -> value));
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private ConnectorApi api;

    @BeforeEach
    void connect() {
        api = new ConnectorApi(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/lines/0/quantity | 0 | /lines/0/quantity",
                "/lines/0/quantity | \"3\" | /lines/0/quantity",
                "/lines/0/quantity | 1e999999999 | /lines/0/quantity",
                "/lines/0/unitPrice | 12.5 | /lines/0/unitPrice",
                "/lines/0/unitPrice | \"-1.00\" | /lines/0/unitPrice",
                "/lines | [] | /lines",
                "/orderReference | \"\" | /orderReference",
                "/orderReference | \"a b\" | /orderReference",
                "/currency | \"euro\" | /currency",
                "/shipTo/city | null | /shipTo/city",
                "/surprise | 1 | ''",
                "/requestedDelivery | \"2026-02-30\" | /requestedDelivery",
                "/requestedDelivery | \"0000-00-00\" | /requestedDelivery",
                "/requestedDelivery | \"0000-01-01\" | /requestedDelivery",
                "/requestedDelivery | \"2020-02-29\" | /requestedDelivery",
                "/payment | {\"method\":\"CARD\"} | /payment"
            })
    void anInvalidOrderIsRefusedWithThePlaceOfTheError(String where, String value, String pointer) throws Exception {
        var order = ContractFiles.order("PO-1");
        var parent =
                where.lastIndexOf('/') == 0 ? order : (ObjectNode) order.at(where.substring(0, where.lastIndexOf('/')));
        parent.set(where.substring(where.lastIndexOf('/') + 1), Json.STRICT.readTree(value));

        var problem = problem(api.place(order), 400);

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/text").asText()).isNotBlank();
        assertThat(api.list("/api/orders")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "null", "[]", "7", "{} {}", "{\"currency\":\"EUR\",\"currency\":\"USD\"}", "<order/>"})
    void aBodyThatIsNoStrictJsonObjectIsRefused(String body) {
        problem(api.post("/api/orders", "application/json", body), 400);
    }

    @Test
    void deepNestingIsRefused() {
        problem(api.post("/api/orders", "application/json", "[".repeat(50_000)), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "*/*",
                "application/json;charset=unheard-of",
                "application/xml"
            })
    void contentTypesOfHtmlFormsAreRefused(String contentType) {
        problem(api.post("/api/orders", contentType, ContractFiles.order("PO-1").toString()), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/problem+json", "nonsense"})
    void everyMutatingEndpointRefusesAnUnacceptableAccept(String accept) {
        var paths = mutatingPaths();
        assertThat(paths).contains("/api/orders").hasSizeGreaterThanOrEqualTo(2);
        for (var path : paths) {
            problem(
                    api.post(
                            path,
                            "application/json",
                            ContractFiles.order("PO-1").toString(),
                            "Accept",
                            accept),
                    406);
        }
        assertThat(api.list("/api/orders")).isEmpty();
    }

    @Test
    void everyEndpointRefusesAnUnknownParameter() {
        requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(HttpInterfaceIT::paths)
                .filter(path -> path.startsWith("/api/"))
                .forEach(path -> {
                    assertThat(problem(api.get(path + "?surprise=1"), 400)
                                    .get("detail")
                                    .asText())
                            .as(path)
                            .startsWith("The parameter surprise is unknown.");
                    assertThat(api.head(path + "?surprise=1").statusCode())
                            .as(path)
                            .isEqualTo(400);
                });
        for (var path : mutatingPaths()) {
            var type = path.equals("/api/order-files") ? "text/csv" : "application/json";
            problem(api.post(path + "?surprise=1", type, "{}"), 400);
        }
    }

    private static Stream<String> paths(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .map(pattern -> pattern.replaceAll("\\{\\w+:(\\w+)[^}]*}", "$1").replaceAll("\\{[^}]*}", "1"));
    }

    private List<String> mutatingPaths() {
        var safe = Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);
        var mutating = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .filter(mapping -> !mapping.getPatternValues().equals(Set.of("/error")))
                .filter(mapping -> mapping.getMethodsCondition().isEmpty()
                        || !safe.containsAll(mapping.getMethodsCondition().getMethods()))
                .toList();
        assertThat(mutating)
                .allSatisfy(mapping ->
                        assertThat(mapping.getMethodsCondition().getMethods()).containsExactly(RequestMethod.POST));
        return mutating.stream().flatMap(HttpInterfaceIT::paths).toList();
    }

    @Test
    void aLargeBodyIsRefusedWhateverItsDeclaredLength() {
        var large = ContractFiles.order("PO-1").toString() + " ".repeat(2 * 1024 * 1024);
        problem(api.post("/api/orders", "application/json", large), 413);

        var chunked = new RawHttpClient(port)
                .send("POST /api/orders HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                        + "Transfer-Encoding: chunked\nConnection: close\n\n"
                        + ("10000\n" + " ".repeat(0x10000) + "\n").repeat(5) + "0\n\n");
        assertThat(chunked).startsWith("HTTP/1.1 413");
    }

    @Test
    void anotherHostNameIsRefused() {
        for (var host : new String[] {"evil.example", "evil.example:" + port, "127.0.0.1.evil.example", "[::2]"}) {
            var answer =
                    new RawHttpClient(port).send("GET /api/trades HTTP/1.1\nHost: " + host + "\nConnection: close\n\n");
            assertThat(answer).as(host).startsWith("HTTP/1.1 403");
        }
        var without = new RawHttpClient(port).send("GET /api/trades HTTP/1.1\nConnection: close\n\n");
        assertThat(without).startsWith("HTTP/1.1 400");
    }

    @Test
    void aCrossOriginRequestIsRefused() {
        assertThat(api.get("/api/trades", "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(api.get("/api/trades", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(api.get("/api/trades", "Origin", "http://127.0.0.1:" + port).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void watchersFromAnotherOriginTakeNoChangeStream(String site) throws Exception {
        for (int watcher = 0; watcher < 120; watcher++) {
            assertThat(watch("Sec-Fetch-Site", site, "Sec-Fetch-Mode", "no-cors"))
                    .isEqualTo(403);
        }
        assertThat(watch("Origin", "http://localhost:" + (port + 1))).isEqualTo(403);
        assertThat(watch("Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors"))
                .isEqualTo(200);
    }

    @Test
    void aWatcherOverTheLimitLearnsWhenToTryAgain() throws Exception {
        List<HttpResponse<InputStream>> watchers = new ArrayList<>();
        do {
            watchers.add(openStream());
        } while (watchers.size() <= 10 && watchers.get(watchers.size() - 1).statusCode() == 200);
        var refused = watchers.get(watchers.size() - 1);
        for (var watcher : watchers) {
            watcher.body().close();
        }
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().allValues("Retry-After")).containsExactly("5");
        // Other tests of this connector open streams, too.
        await().atMost(Duration.ofSeconds(30)).until(() -> watch() == 200);
    }

    @Test
    void aLinkOfAnotherSiteOpensThePageOnly() {
        assertThat(api.get("/", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/trades", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n",
                "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n",
                "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n30000\r\n"
            })
    void slowSendersHinderNobody(String request) throws Exception {
        othersWorkDuring(request);
    }

    /** Each sends requests of a script, and reads no response: they wait in the sockets. */
    @ParameterizedTest
    @CsvSource({"/docs/ui/swagger-ui-bundle.js, 1", "/trade-page.js, 100"})
    void slowReadersHinderNobody(String path, int requests) throws Exception {
        othersWorkDuring(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(requests));
    }

    private void othersWorkDuring(String attack) throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int stranger = 0; stranger < 250; stranger++) {
                var socket = new Socket();
                socket.setReceiveBufferSize(1);
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                socket.getOutputStream().write(attack.getBytes(StandardCharsets.US_ASCII));
                strangers.add(socket);
            }
            var list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/trades"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(list, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            for (var socket : strangers) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/trades",
                "/api//trades",
                "/./api/trades",
                "/x/../api/trades",
                "/..;/api/trades",
                "/api;x=y/trades",
                "/%61pi/trades",
                "/api/trades%00",
                "/api%2ftrades",
                "/api%5ctrades",
                "/%c0%af",
                "/api/trades%zz",
                "/api/trades\\",
                "/api/trades{",
                "/api/trades\u0001",
                "/api/%ff"
            })
    void aMalformedPathIsAProblemWithStatus400(String path) {
        var answer = new RawHttpClient(port)
                .send("GET " + path + " HTTP/1.1\nHost: localhost:" + port + "\nConnection: close\n\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"detail\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "TRACE"})
    void anUnknownMethodIsAProblemWithStatus400(String method) {
        var answer = new RawHttpClient(port)
                .send(method + " /api/trades HTTP/1.1\nHost: localhost:" + port + "\nConnection: close\n\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"detail\"");
    }

    @Test
    void anUnsupportedMethodNamesTheSupportedOnes() {
        assertThat(problem(api.post("/api/trades", "application/json", "{}"), 405)
                        .path("detail")
                        .asText())
                .contains("does not support the method POST", "Use GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0a", "%20", "SENT&state=", "SENT&state=2", "2&state=3"})
    void aStateThatIsNoneIsRefused(String state) {
        assertThat(problem(api.get("/api/orders?state=" + state), 400)
                        .path("detail")
                        .asText())
                .contains("The parameter state is ")
                .doesNotContain("java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1e2147483648]", "[99999999999999999999999999999999999999999999]"})
    void anOrderFileOverTheLimitsOfJsonHasAFault(String file) {
        assertThat(api.post("/api/order-files", "application/json", file).statusCode())
                .isEqualTo(api.post("/api/order-files", "application/json", "{").statusCode());
        assertThat(api.post("/api/order-files", "application/json", "[".repeat(100))
                        .body())
                .contains("strict JSON");
    }

    /** The status of the change stream, which is closed at once. */
    private int watch(String... headers) throws Exception {
        var answer = openStream(headers);
        answer.body().close();
        return answer.statusCode();
    }

    private HttpResponse<InputStream> openStream(String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/changes"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/page.css", "/api/trades", "/api/unknown"})
    void everyResponseHasSecurityHeaders(String path) {
        var headers = api.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/trades/6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b",
                "/api/trades/no-id",
                "/api/orders/PO-UNKNOWN",
                "/api/orders/PO/WITH/SLASHES",
                "/api/quarantine/unknown",
                "/api/nothing"
            })
    void anUnknownPathIsAProblemWithStatus404(String path) {
        problem(api.get(path), 404);
    }

    @Test
    void anOrderIsAcceptedWhileTheBrokerIsUnreachable() {
        var order = ContractFiles.order("PO/2026/with-slashes.1");

        var answer = api.place(order);

        assertThat(answer.statusCode()).isEqualTo(202);
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(api.json(location).get("state").asText()).isEqualTo("WAITING");
        sql.update("DELETE FROM order_dispatch");
        sql.update("DELETE FROM placed_order");
    }

    @Test
    void theLedgerIsEmptyAtFirst() {
        assertThat(api.list("/api/trades")).isEmpty();
        assertThat(api.list("/api/warnings")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "heapdump", "configprops", "beans", "mappings", "loggers", "shutdown", "threaddump"})
    void sensitiveActuatorEndpointsAreNotExposed(String endpoint) {
        assertThat(new ConnectorApi(managementPort).get("/actuator/" + endpoint).statusCode())
                .isEqualTo(404);
        assertThat(api.get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
    }

    @Test
    void healthAndMetricsReportTheBrokerAndTheLedger() {
        var actuator = new ConnectorApi(managementPort);
        assertThat(actuator.json("/actuator/health")
                        .at("/components/broker/status")
                        .asText())
                .isEqualTo("DOWN");
        assertThat(actuator.get("/actuator/prometheus").body())
                .contains("coincide_warnings_total{type=\"UNKNOWN_TRADE\"}")
                .contains("coincide_ledger_entries_total")
                .as("polls would be measured many times a second")
                .doesNotContain("tasks_scheduled");
    }

    @Test
    void everyMetricOfTheAlertsAndTheDashboardExists() throws Exception {
        var rules = Files.readString(Path.of("../docs/monitoring/alerts.yaml"));
        var files = rules.substring(rules.indexOf("- name: coincide-client")).replaceAll("(?m)^ +runbook: .*$", "")
                + Files.readString(Path.of("../docs/monitoring/client-dashboard.json"));
        var expected = Pattern.compile("\\b(?:coincide|hikaricp|http|jvm)_[a-z_]+\\b")
                .matcher(files)
                .results()
                .map(MatchResult::group)
                .toList();
        api.get("/api/trades");

        assertThat(new ConnectorApi(managementPort)
                        .get("/actuator/prometheus")
                        .body()
                        .lines())
                .extracting(line -> line.replaceFirst("[{ ].*", ""))
                .containsAll(expected);
    }

    @Test
    void everyMetricOfTheClientIsInTheListOfMetrics() throws Exception {
        var metrics = Files.readString(Path.of("../docs/operations/monitoring.md"));

        assertThat(new ConnectorApi(managementPort)
                        .get("/actuator/prometheus")
                        .body()
                        .lines())
                .extracting(line -> line.replaceFirst("[{ ].*", ""))
                .filteredOn(name -> name.startsWith("coincide_"))
                .hasSizeGreaterThan(15)
                .allMatch(name -> metrics.contains("`" + name + "`") || metrics.contains("`" + name + "{"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"liveness", "readiness"})
    void theHealthGroupsIgnoreTheBroker(String group) {
        var health = new ConnectorApi(managementPort).json("/actuator/health/" + group);

        assertThat(health.path("status").asText()).isEqualTo("UP");
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        var problem = ConnectorApi.json(answer);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).isNotBlank();
        return problem;
    }
}
