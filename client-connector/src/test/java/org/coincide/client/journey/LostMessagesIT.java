package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.client.support.ConnectorApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Messages that are lost between the server's journal and a client's ledger, the last ones of trades included. {@code -Dlost.trades=1000}
 * sets the number of trades of each client.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostMessagesIT {

    private static final Logger LOG = LoggerFactory.getLogger(LostMessagesIT.class);
    private static final int TRADES = Integer.getInteger("lost.trades", 20);
    private static final Duration PATIENCE = Duration.ofMinutes(Integer.getInteger("lost.patience", 3));
    private static final int STATEMENTS = 2;
    private static final String WITHOUT_INBOX = "--coincide.inbox.enabled=false";

    private static TestSystem system;
    private static LoadJournal journal;
    private static final Random RANDOM = new Random(14);

    @BeforeAll
    static void start() {
        system = TestSystem.of(
                LostMessagesIT.class,
                Map.of(
                        "coincide.statements.pace",
                        "2s",
                        "coincide.broker.quota.unread",
                        "1000000",
                        "coincide.broker.quota.unread-size",
                        "2GB",
                        // The test reads the whole queue before it returns the messages that are not lost.
                        "coincide.broker.store.memory-per-queue",
                        "64MB"),
                Map.of());
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        placed = 0;
        system.start();
    }

    /** Number of orders of the load. */
    private static int placed;

    @AfterAll
    static void end() {
        system.close();
        journal.close();
    }

    @Test
    @Order(1)
    void aHundredthOfTheMessagesIsLostAndArrives() throws JMSException {
        tradeWithoutInbox();

        var chosen = toLose();
        var statements = new AtomicInteger(STATEMENTS);
        int lost = BrokerQueues.remove(
                system.server.brokerAddress(),
                "acme",
                system.server.accounts().secretOf("acme"),
                chosen::isEmpty,
                message -> chosen.remove(
                                message.getJMSCorrelationID() + "/" + message.getStringProperty("cloudEvents_sequence"))
                        || "trading.statement.v1".equals(message.getJMSType()) && statements.getAndDecrement() > 0);
        assertThat(lost).isGreaterThanOrEqualTo(2 * Math.max(3, TRADES * 9 / 100 / 2));
        LOG.info("Lost {} messages of acme's {} trades.", lost, TRADES);
        restartWithInbox();

        heal();
    }

    @Test
    @Order(2)
    void aDeletedBrokerStoreLosesNoMessageForGood() {
        tradeWithoutInbox();

        system.server.stop();
        assertThat(FileSystemUtils.deleteRecursively(
                        system.server.dataDirectory().resolve("broker").toFile()))
                .isTrue();
        system.server.launch();
        system.server.awaitReady();
        restartWithInbox();

        heal();
    }

    /** Runs last: stops the processes to read their databases. */
    @Test
    @Order(3)
    void theLedgersEqualTheJournal() {
        if (placed == 0) {
            // This test runs again alone.
            tradeWithoutInbox();
            restartWithInbox();
            heal();
        }
        var snapshot = new SnapshotCollector(system, journal).stopAndCollect();
        snapshot.write(Path.of("target", "journey", "LostMessagesIT.json"));

        assertThat(snapshot.placed()).hasSizeGreaterThanOrEqualTo(placed);
        assertThat(ConsistencyChecker.violations(snapshot))
                .allMatch(violation -> violation.startsWith("no warning was raised")
                        && (violation.endsWith("SEQUENCE_GAP") || violation.endsWith("UNKNOWN_TRADE")));
    }

    /** Trades to the end while acme does not read, so that its messages are in the broker. */
    private static void tradeWithoutInbox() {
        system.acme.stop();
        system.acme.launch(WITHOUT_INBOX);
        system.acme.awaitReady();
        int before = serversTrades().size();
        var load = new LoadGenerator(system.clients(), journal, 200);
        load.placeAtOnce(TRADES);
        load.finish();
        placed += system.clients().size() * TRADES;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(serversTrades())
                .hasSize(before + TRADES)
                .allMatch(trade -> trade.get("closed").asBoolean()));
    }

    private static void restartWithInbox() {
        system.acme.stop();
        system.acme.launch();
        system.acme.awaitReady();
    }

    private static void heal() {
        long start = System.nanoTime();
        new SnapshotCollector(system, journal).await(PATIENCE);
        LOG.info("Ledger and journal are equal after {}.", Duration.ofNanos(System.nanoTime() - start));
    }

    /** A hundredth of the messages, at least six: half of them the last ones of their trades. */
    private static Set<String> toLose() {
        var trades = new ArrayList<>(serversTrades());
        Collections.shuffle(trades, RANDOM);
        int each = Math.max(3, trades.size() * 9 / 100 / 2);
        return Stream.concat(
                        trades.stream().limit(each).map(trade -> message(trade, last(trade))),
                        trades.stream()
                                .skip(each)
                                .limit(each)
                                .map(trade -> message(trade, 1 + RANDOM.nextInt(last(trade)))))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static int last(JsonNode trade) {
        return trade.get("sequence").asInt();
    }

    private static String message(JsonNode trade, int sequence) {
        return trade.get("tradingId").asText() + "/" + String.format("%010d", sequence);
    }

    private static List<JsonNode> serversTrades() {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        int page;
        do {
            int before = all.size();
            ConnectorApi.json(system.server.get("/api/trades?limit=500" + after, "acme"))
                    .forEach(all::add);
            page = all.size() - before;
            after = page == 0
                    ? ""
                    : "&after=" + all.get(all.size() - 1).get("tradingId").asText();
        } while (page == 500);
        return all;
    }
}
