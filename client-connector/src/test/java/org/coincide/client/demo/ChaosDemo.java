package org.coincide.client.demo;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.coincide.client.support.Login;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code -Dchaos}: trades over a broker that tampers with messages; ends by itself with a line of counts. */
final class ChaosDemo {

    private static final int TRADES = Integer.getInteger("chaos.trades", 200);
    private static final int EVERY_THIRD = 3;

    /** Fast enough for hundreds of trades in a minute. */
    static final List<String> PACE = List.of(
            "--coincide.simulation.carrier.delivered-after=300ms",
            "--coincide.simulation.carrier.poll=100ms",
            "--coincide.simulation.payment.invoice-paid-after=300ms",
            "--coincide.simulation.payment.poll=100ms",
            "--coincide.statements.pace=2s",
            "--coincide.statements.heartbeat=10s");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final DemoSettings settings;
    private final ConfigurableApplicationContext client;
    private final ChaosBroker broker;
    private final String serverLog;
    private final String login;
    private final Login ofClient;

    ChaosDemo(
            DemoSettings settings,
            ConfigurableApplicationContext client,
            ChaosBroker broker,
            DemoServer server,
            Login ofClient)
            throws IOException {
        this.settings = settings;
        this.client = client;
        this.broker = broker;
        this.serverLog = server.log();
        this.login = Login.basic("acme", server.accounts().getProperty("client.acme.secret"));
        this.ofClient = ofClient;
    }

    /** Trades, and compares; returns whether the ledger equals the journal and each fault was answered as it should be. */
    boolean run() throws Exception {
        for (int number = 0; number < TRADES; number++) {
            place(number);
        }
        awaitThat(
                "the trades to close at the server",
                () -> trades().size() == TRADES
                        && trades().stream()
                                .allMatch(trade -> trade.path("closed").asBoolean()));
        broker.calm();
        Demo.print("All " + TRADES + " trades are closed at the server. Waiting for the client …");
        boolean equal = true;
        try {
            awaitThat("the ledger to equal the journal", () -> ledger().equals(journal()));
        } catch (DemoException late) {
            equal = false;
        }
        return report(equal);
    }

    private boolean report(boolean equal) throws Exception {
        ChaosReport report = new ChaosReport(TRADES, journal().size(), broker.counts(), warnings(), equal);
        report.lines().forEach(Demo::print);
        return report.passed();
    }

    private Map<String, Integer> warnings() {
        return client.getBean(MeterRegistry.class).find("coincide.warnings").counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(Collectors.toMap(
                        counter -> counter.getId().getTag("type"), counter -> (int) counter.count(), Integer::sum));
    }

    private TreeSet<String> ledger() {
        return new TreeSet<>(client.getBean(JdbcClient.class)
                .sql("SELECT body FROM ledger_entry WHERE kind = 'MESSAGE'")
                .query(String.class)
                .list());
    }

    /** All messages of trades, by the event feed. */
    private TreeSet<String> journal() throws Exception {
        TreeSet<String> bodies = new TreeSet<>();
        String after = "?after=0";
        while (true) {
            JsonNode batch = json.readTree(get("/api/events" + after));
            if (batch.path("events").isEmpty()) {
                return bodies;
            }
            for (JsonNode event : batch.path("events")) {
                String body = event.path("body").asText();
                if (json.readTree(body).has("sequence")) {
                    bodies.add(body);
                }
            }
            after = "?after=" + batch.path("next").asText();
        }
    }

    private List<JsonNode> trades() throws Exception {
        List<JsonNode> trades = new ArrayList<>();
        json.readTree(get("/api/trades?limit=500")).forEach(trades::add);
        return trades;
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(settings.server().url() + path))
                                .header("Authorization", login)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void place(int number) throws Exception {
        boolean invoice = number % EVERY_THIRD == 0;
        String order =
                """
                {"orderReference": "CHAOS-%d", "currency": "EUR", "lines": [{"sku": "%s", "quantity": 1, "unitPrice": "%s"}],
                 "shipTo": {"name": "Ada Lovelace", "street": "12 St James's Square", "postalCode": "SW1Y 4JH",
                   "city": "London", "country": "GB"}, "payment": %s}"""
                        .formatted(
                                number,
                                number % 2 == 0 ? "TEA-EARL-GREY-100" : "CUP-PORCELAIN",
                                number % 2 == 0 ? "12.50" : "4.90",
                                invoice
                                        ? "{\"method\": \"INVOICE\"}"
                                        : "{\"method\": \"CARD\", \"token\": \"%s\"}"
                                                .formatted(number % 10 == 1 ? "tok_declined" : "tok_ok"));
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(settings.client().url() + "/api/orders"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", ofClient.authorization())
                        .POST(HttpRequest.BodyPublishers.ofString(order))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new DemoException("The client did not accept an order: " + answer.body());
        }
    }

    private void awaitThat(String expected, Callable<Boolean> condition) {
        try {
            await().atMost(settings.timeout())
                    .pollInterval(Duration.ofSeconds(1))
                    .until(condition);
        } catch (ConditionTimeoutException late) {
            throw settings.timedOut("The demo waited for " + expected + ", which did not happen", serverLog);
        }
    }
}
