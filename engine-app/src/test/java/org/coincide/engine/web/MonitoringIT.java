package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.engine.support.CapturedLog;
import org.coincide.engine.support.Orders;
import org.coincide.engine.warnings.ClientWarnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The server's metrics, health groups and context of log lines. */
@WholeServer
class MonitoringIT extends HttpProbe {

    /** Longest wait for a line of the log. */
    private static final Duration ATTEMPT = Duration.ofSeconds(20);

    private static final Duration ATTEMPTS = ATTEMPT.multipliedBy(6);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("../docs/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:coincide|executor|hikaricp|http|jvm)_[a-z_]+\\b");

    /**
     * A label by which a query selects or groups.
     *
     * @param value the selected value; null for any, and at counters, which have a series from its first event on
     */
    private record Label(String metric, String name, String value) {

        private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");
        private static final Pattern MATCHER = Pattern.compile("(\\w+)(=|=~)\\\\?\"([^\"\\\\]*)\\\\?\"");
        private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\) \\(\\w+\\(([a-z_]+)");

        /** The labels of the queries, except the job, which Prometheus adds. */
        static Stream<Label> of(String queries) {
            return Stream.concat(
                            SELECTOR.matcher(queries).results().flatMap(selector -> MATCHER.matcher(selector.group(2))
                                    .results()
                                    .map(label -> new Label(
                                            selector.group(1),
                                            label.group(1),
                                            label.group(2).equals("=")
                                                            && !selector.group(1)
                                                                    .endsWith("_total")
                                                    ? label.group(3)
                                                    : null))),
                            GROUPING.matcher(queries).results().flatMap(grouping -> Stream.of(
                                            grouping.group(1).split(", *"))
                                    .map(name -> new Label(grouping.group(2), name, null))))
                    .filter(label -> !label.name().equals("job"));
        }

        boolean isPartOfAny(List<String> series) {
            Pattern text = Pattern.compile("[{,]" + name + "=\"" + (value == null ? "" : Pattern.quote(value) + "\""));
            return series.stream()
                    .anyMatch(one ->
                            one.startsWith(metric + "{") && text.matcher(one).find());
        }
    }

    @LocalManagementPort
    int managementPort;

    @Autowired
    MeterRegistry meters;

    @Autowired
    ClientWarnings warnings;

    @Test
    void everyMetricOfTheAlertsAndTheDashboardExists() throws Exception {
        refuse();
        warn("UNKNOWN_TRADE");
        get("/api/trades", acme());

        await().untilAsserted(() -> assertThat(scraped()).containsAll(metricsOfTheFiles()));
    }

    @Test
    void everyMetricOfTheServerIsInTheListOfMetrics() throws Exception {
        String metrics = Files.readString(Path.of("../docs/operations/monitoring.md"));
        refuse();
        warn("UNKNOWN_TRADE");

        assertThat(scraped())
                .filteredOn(name -> name.startsWith("coincide_"))
                .hasSizeGreaterThan(20)
                .allMatch(name -> metrics.contains("`" + name + "`") || metrics.contains("`" + name + "{"));
    }

    @Test
    void everyLabelOfTheAlertsAndTheDashboardExists() throws Exception {
        refuse();
        warn("UNKNOWN_TRADE");
        get("/api/trades", acme());

        await().untilAsserted(() ->
                assertThat(labelsOfTheFiles()).hasSizeGreaterThan(10).allMatch(label -> label.isPartOfAny(series())));
    }

    /** They would make a span and several measurements at each look, many times a second. */
    @Test
    void pollsAreNotMeasured() throws Exception {
        assertThat(scraped()).isNotEmpty().noneMatch(metric -> metric.startsWith("tasks_scheduled"));
    }

    @Test
    void anAcceptedOrderIsCounted() throws Exception {
        double accepted = counter("coincide.orders.accepted");
        double received = reached("order", "RECEIVED");

        assertThat(post("/api/orders", acme(), Orders.ordinary().toString()).statusCode())
                .isEqualTo(201);

        assertThat(counter("coincide.orders.accepted")).isGreaterThan(accepted);
        assertThat(reached("order", "RECEIVED")).isGreaterThan(received);
        await().until(() -> reached("order", "ACCEPTED") > 0);
        await().until(() -> meters.get("coincide.trades.open").tag("lifecycle", "order").gauges().stream()
                        .mapToDouble(gauge -> gauge.value())
                        .sum()
                > 0);
    }

    @Test
    void aRefusalIsCountedByItsCode() throws Exception {
        refuse();
        double refusals = refusals();

        refuse();

        assertThat(refusals()).isEqualTo(refusals + 1);
    }

    @Test
    void aWarningIsCountedByClientAndType() {
        warn("CHAIN_BROKEN");

        assertThat(meters.get("coincide.client.warnings")
                        .tags("client", "acme", "type", "CHAIN_BROKEN")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void anUnconfirmedStatementHasAnAge() {
        await().untilAsserted(() -> {
            assertThat(meters.get("coincide.client.unconfirmed.statements")
                            .tag("client", "globex")
                            .gauge()
                            .value())
                    .isPositive();
            assertThat(meters.get("coincide.client.unconfirmed.age")
                            .tag("client", "globex")
                            .gauge()
                            .value())
                    .isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"liveness", "readiness"})
    void theHealthGroupsSayWhatToDo(String group) throws Exception {
        var health = JSON.readTree(management("/actuator/health/" + group));

        assertThat(health.path("status").asText()).isEqualTo("UP");
    }

    @Test
    void logLinesOfAProcessNameItsTradeAndElement() {
        // A server that another test starts meanwhile configures the logging anew, which ends the capture.
        await().atMost(ATTEMPTS).ignoreExceptions().untilAsserted(this::assertLogLinesNameTheTrade);
    }

    private void assertLogLinesNameTheTrade() throws Exception {
        try (CapturedLog log = CapturedLog.ofDebug("org.springframework.jdbc.core.JdbcTemplate")) {
            ObjectNode order = Orders.ordinary();
            String tradingId = JSON.readTree(
                            post("/api/orders", acme(), order.toString()).body())
                    .path("tradingId")
                    .asText();

            await().atMost(ATTEMPT).untilAsserted(() -> assertThat(log.contextValues("tradingId"))
                    .contains(tradingId));
            await().atMost(ATTEMPT).untilAsserted(() -> assertThat(log.contextValues("activityId"))
                    .isNotEmpty());
            assertThat(List.of("activityName", "processDefinitionId", "processInstanceId", "engineName"))
                    .allSatisfy(costly -> assertThat(log.contextValues(costly)).isEmpty());
        }
    }

    private void refuse() throws IOException, InterruptedException {
        ObjectNode order = Orders.ordinary();
        Orders.addLine(order, "NO-SUCH-PRODUCT", 1, "1.00");
        assertThat(post("/api/orders", acme(), order.toString()).statusCode()).isEqualTo(422);
    }

    private void warn(String type) {
        warnings.add(
                "acme",
                UUID.randomUUID().toString(),
                JSON.createObjectNode().put("warning", type).put("text", "A test."));
    }

    private double refusals() {
        return meters.get("coincide.refusals")
                .tags("channel", "http", "code", "UNKNOWN_PRODUCT")
                .counter()
                .count();
    }

    private double reached(String lifecycle, String status) {
        return meters.get("coincide.trades.reached")
                .tags("lifecycle", lifecycle, "status", status)
                .counter()
                .count();
    }

    private double counter(String name) {
        return meters.get(name).counter().count();
    }

    private Set<String> scraped() throws IOException, InterruptedException {
        return management("/actuator/prometheus")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
    }

    private List<String> series() {
        try {
            return management("/actuator/prometheus").lines().toList();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Set<String> metricsOfTheFiles() throws IOException {
        return METRIC.matcher(files()).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Set<Label> labelsOfTheFiles() throws IOException {
        return Label.of(files()).collect(Collectors.toSet());
    }

    /** The rules of the server, and its dashboard as JSON. */
    private static String files() throws IOException {
        String rules = Files.readString(FOLDER.resolve("alerts.yaml"));
        String ofServer = rules.substring(
                        rules.indexOf("- name: coincide-server"), rules.indexOf("- name: coincide-client"))
                .replaceAll("(?m)^ +runbook: .*$", "");
        return ofServer + Files.readString(FOLDER.resolve("server-dashboard.json"));
    }

    private String management(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)))
                .body();
    }
}
