package org.coincide.client.benchmark;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Measurements;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.RestartableBroker;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in Chromium, with many trades in the ledger: bytes of one update, and tasks that block the page while messages arrive. */
@EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
class LargeLedgerPageBenchmark {

    private static final int PER_SECOND = 100;
    private static final int PER_TRADE = 9;
    private static final int UPDATES = 9;
    private static final int NOT_MODIFIED = 304;
    private static final int SEPARATORS = 4;

    private static final int SECONDS = Integer.getInteger("benchmark.page.seconds", 30);
    private static final double MOST_BYTES = 5_000;
    private static final double MOST_MILLIS = 100;

    private static final String REMEMBER_LONG_TASKS =
            """
            window.longTasks = [];
            new PerformanceObserver(list => longTasks.push(...list.getEntries().map(task => task.duration)))
              .observe({ type: 'longtask' });
            """;

    private final Measurements figures = new Measurements();
    private final List<Response> responses = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource
    void anUpdateIsSmallAndBlocksThePageBriefly(ClientDatabase database) throws Exception {
        try (var broker = new RestartableBroker().start();
                var client = BenchmarkClient.start(database, broker.url(), RestartableBroker.CLIENT_SECRET, 0);
                var browser = Browser.open()) {
            LargeLedger.fill(client);
            client.startInbox();
            var page = browser.page(1300, 900);
            page.addInitScript(REMEMBER_LONG_TASKS);
            page.onResponse(responses::add);
            page.navigate("http://127.0.0.1:" + client.port() + "/");
            assertThat(page.locator("#trades tbody tr")).hasCount(25);

            figures.heading(database, "the client's page with " + LargeLedger.TRADES + " trades");
            var server = new SimulatedServer(broker);
            double bytes = medianBytesOfAnUpdate(page, client, server);
            figures.count("client_update_bytes", database, bytes);
            double longest = longestTask(page, client, server);
            figures.count("client_longest_task_ms", database, longest);
            assertThat(bytes).as("bytes of one update").isLessThan(MOST_BYTES);
            assertThat(longest).as("longest task at %d messages/s", PER_SECOND).isLessThan(MOST_MILLIS);
        }
    }

    /** Headers and bodies of all responses that the page reads for one message. */
    private double medianBytesOfAnUpdate(Page page, BenchmarkClient client, SimulatedServer server) {
        var trade = trades(client, 1).get(0);
        List<Integer> bytes = new ArrayList<>();
        for (var message : trade.completeTrade().toList()) {
            page.waitForFunction("() => !refreshing");
            responses.clear();
            page.waitForResponse(response -> response.url().contains("/api/trades?"), () -> server.send(message));
            page.waitForFunction("() => !refreshing");
            bytes.add(
                    responses.stream().mapToInt(LargeLedgerPageBenchmark::bytes).sum());
        }
        figures.note("bytes of each update: " + bytes);
        return bytes.stream().sorted().toList().get(UPDATES / 2);
    }

    /** A response 304 has headers only, and the browser does not report their size. */
    private static int bytes(Response response) {
        if (response.status() == NOT_MODIFIED) {
            return response.headersArray().stream()
                    .mapToInt(header -> header.name.length() + header.value.length() + SEPARATORS)
                    .sum();
        }
        response.finished();
        var sizes = response.request().sizes();
        return sizes.responseBodySize + sizes.responseHeadersSize;
    }

    /** Milliseconds of the longest task of the page's thread; tasks below 50 ms are not reported and count as 0. */
    private double longestTask(Page page, BenchmarkClient client, SimulatedServer server) throws Exception {
        var messages = interleaved(trades(client, PER_SECOND * SECONDS / PER_TRADE));
        long before = client.entries();
        page.evaluate("longTasks.length = 0");
        var sender = Executors.newSingleThreadScheduledExecutor();
        try {
            var next = messages.iterator();
            var sending = sender.scheduleAtFixedRate(
                    () -> server.sendMany(
                            IntStream.range(0, PER_SECOND / 4)
                                    .filter(i -> next.hasNext())
                                    .mapToObj(i -> next.next())
                                    .toList(),
                            true),
                    0,
                    250,
                    TimeUnit.MILLISECONDS);
            page.waitForTimeout(TimeUnit.SECONDS.toMillis(SECONDS));
            sending.cancel(false);
        } finally {
            sender.shutdown();
            sender.awaitTermination(1, TimeUnit.MINUTES);
        }
        figures.note("%d messages in %d s, %s tasks of 50 ms or more"
                .formatted(client.entries() - before, SECONDS, page.evaluate("longTasks.length")));
        return ((Number) page.evaluate("Math.max(0, ...longTasks)")).doubleValue();
    }

    private static List<TradeMessages> trades(BenchmarkClient client, int count) {
        var trades = IntStream.range(0, count)
                .mapToObj(i -> TradeMessages.of(ContractFiles.order("PO-" + UUID.randomUUID())))
                .toList();
        client.recordAsSent(trades.stream().map(TradeMessages::order).toList());
        return trades;
    }

    private static List<String> interleaved(List<TradeMessages> trades) {
        var messages =
                trades.stream().map(trade -> trade.completeTrade().toList()).toList();
        return IntStream.range(0, PER_TRADE)
                .boxed()
                .flatMap(step -> messages.stream().map(ofTrade -> ofTrade.get(step)))
                .toList();
    }
}
