package org.coincide.client.benchmark;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Measurements;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.PacedSender;
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
            var received = ReceivedBytes.of(page);
            page.navigate("http://127.0.0.1:" + client.port() + "/");
            assertThat(page.locator("#trades tbody tr")).hasCount(25);

            figures.heading(database, "the client's page with " + LargeLedger.TRADES + " trades");
            var server = new SimulatedServer(broker);
            double listed = medianBytesOfAnUpdate(
                    page, received, server, trades(client, 1).get(0), () -> {});
            figures.count("client_update_bytes", database, listed);
            var trade = trades(client, 1).get(0);
            double opened = medianBytesOfAnUpdate(page, received, server, trade, () -> open(page, trade));
            figures.count("client_open_trade_update_bytes", database, opened);
            page.keyboard().press("Escape");
            double longest = longestTask(page, broker, client, database);
            figures.count("client_longest_task_ms", database, longest);
            assertThat(listed).as("bytes of one update").isLessThan(MOST_BYTES);
            assertThat(opened).as("bytes of one update of a trade's page").isLessThan(MOST_BYTES);
            assertThat(longest).as("longest task at %d messages/s", PER_SECOND).isLessThan(MOST_MILLIS);
        }
    }

    /** Headers and bodies that the browser receives for one message: the event of the change stream, and all responses that follow. */
    private double medianBytesOfAnUpdate(
            Page page, ReceivedBytes received, SimulatedServer server, TradeMessages trade, Runnable afterFirst) {
        List<Long> bytes = new ArrayList<>();
        for (var message : trade.completeTrade().toList()) {
            page.waitForFunction("() => !refreshing");
            received.reset();
            page.waitForResponse(response -> response.url().contains("/api/trades"), () -> server.send(message));
            page.waitForFunction("() => !refreshing");
            bytes.add(received.bytes());
            if (bytes.size() == 1) {
                afterFirst.run();
            }
        }
        figures.note("bytes of each update: " + bytes);
        return bytes.stream().sorted().toList().get(UPDATES / 2);
    }

    private static void open(Page page, TradeMessages trade) {
        page.evaluate("id => goTo('#/trades/' + id)", trade.tradingId());
        assertThat(page.locator("#detail")).isVisible();
    }

    /** Milliseconds of the longest task of the page's thread; tasks below 50 ms are not reported and count as 0. */
    private double longestTask(Page page, RestartableBroker broker, BenchmarkClient client, ClientDatabase database)
            throws Exception {
        var messages = interleaved(trades(client, PER_SECOND * SECONDS / PER_TRADE + 1));
        long before = client.entries();
        var reads = new AtomicInteger();
        page.onResponse(response -> reads.addAndGet(response.url().contains("/api/trades?") ? 1 : 0));
        try (var sender = new PacedSender(broker, messages)) {
            page.evaluate("longTasks.length = 0");
            var thread = PageThread.of(page);
            sender.start(PER_SECOND);
            page.waitForTimeout(TimeUnit.SECONDS.toMillis(SECONDS));
            long stored = client.entries() - before;
            int sent = sender.stop();
            figures.note(
                    "%d messages sent and %d stored in %d s, the list read %d times, %.0f ms CPU of the page's thread each, %s tasks of 50 ms or more"
                            .formatted(
                                    sent,
                                    stored,
                                    SECONDS,
                                    reads.get(),
                                    thread.cpuMillis() / reads.get(),
                                    page.evaluate("longTasks.length")));
            figures.count("client_page_messages_per_second", database, (double) stored / SECONDS);
        }
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
