package org.coincide.client.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Measurements;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The requests of the page's first view and of searches, with many trades in the ledger. */
@EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
class LargeLedgerBenchmark {

    private static final int REQUESTS = 31;
    private static final int WARM_UP = 10;
    private static final String NO_BROKER = "tcp://127.0.0.1:1";
    private static final double MOST_MILLIS = 200;

    /** All requests of the page's first view, and searches. */
    private static final Map<String, List<String>> VIEWS = views();

    private final Measurements figures = new Measurements();
    private final HttpClient http = HttpClient.newHttpClient();

    private static Map<String, List<String>> views() {
        Map<String, List<String>> views = new LinkedHashMap<>();
        views.put(
                "first_view",
                List.of(
                        "/api/client",
                        "/api/trades?limit=25&offset=0&totalUpTo=10000&sort=NEWEST",
                        "/api/warnings/groups?limit=50",
                        "/api/orders?limit=200&state=WAITING,SENT",
                        "/api/orders?limit=20&state=REFUSED",
                        "/api/verification"));
        views.put("search_by_reference", List.of("/api/trades?limit=25&totalUpTo=10000&q=0-0077"));
        views.put("search_by_status", List.of("/api/trades?limit=25&totalUpTo=10000&delivery=PREPARING&closed=false"));
        views.put("search_overdue", List.of("/api/trades?limit=25&totalUpTo=10000&overdue=true"));
        views.put("search_by_amount", List.of("/api/trades?limit=25&totalUpTo=10000&sort=AMOUNT"));
        views.put("changed_since", List.of("/api/trades?limit=1000&sort=CHANGED&changedSince=2026-11-24T09:00:00Z"));
        return views;
    }

    @ParameterizedTest
    @EnumSource
    void theFirstViewAndSearchesTakeLessThanTwoHundredMillis(ClientDatabase database) throws Exception {
        try (BenchmarkClient client = BenchmarkClient.start(database, NO_BROKER, "any", 0)) {
            LargeLedger.fill(client);
            figures.heading(database, "the client with " + LargeLedger.TRADES + " trades: median time of a response");
            for (Map.Entry<String, List<String>> view : VIEWS.entrySet()) {
                double median = median(client.port(), view.getValue());
                figures.count("client_" + view.getKey() + "_ms", database, median);
                assertThat(median).as(view.getKey()).isLessThan(MOST_MILLIS);
            }
        }
    }

    private double median(int port, List<String> paths) throws Exception {
        List<Double> millis = new ArrayList<>();
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        for (int turn = 0; turn < WARM_UP + REQUESTS; turn++) {
            long start = System.nanoTime();
            for (String path : paths) {
                var response = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).as(path).isEqualTo(200);
            }
            if (turn >= WARM_UP) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        figures.note("%.0f ms CPU of the client's process each"
                .formatted((process.getProcessCpuTime() - before) / 1e6 / (WARM_UP + REQUESTS)));
        return millis.stream().sorted().toList().get(REQUESTS / 2);
    }
}
