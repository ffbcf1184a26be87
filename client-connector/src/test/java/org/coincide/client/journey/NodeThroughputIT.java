package org.coincide.client.journey;

import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.benchmark.Comparison;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures one node and two nodes on PostgreSQL with an external broker, all on this machine, with {@code -Dnodes.orders=400} orders in each
 * round: one node, then two, then one again. The client only counts its messages.
 */
@EnabledIfSystemProperty(named = "nodes.orders", matches = "[0-9]+")
class NodeThroughputIT {

    private static final int ORDERS = Integer.getInteger("nodes.orders", 0);
    private static final int ROUNDS = Integer.getInteger("nodes.rounds", 3);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String CLIENT = "acme";

    /** As for a server of its own, unlike the small processes of other tests. */
    private static final List<String> OPTIONS = List.of("-Xmx1g");

    private static final Map<String, String> SETTINGS = Map.of(
            "coincide.simulation.carrier.delivered-after", "0ms",
            "coincide.simulation.carrier.poll", "20ms",
            "coincide.simulation.payment.invoice-paid-after", "0ms",
            "coincide.simulation.payment.poll", "20ms",
            "coincide.monitoring.interval", "15s");

    /** Rate and costs of one round. */
    private record Round(
            double tradesPerSecond, Map<String, Double> cpuMillisPerTrade, double commits, double walKilobytes) {}

    private final ProductionSystem production =
            ProductionSystem.startOneNode(NodeThroughputIT.class, SETTINGS, OPTIONS);
    private final DatabaseReader database = production.database("server");
    private final AtomicInteger received = new AtomicInteger();
    private int closed;

    @AfterEach
    void end() {
        database.close();
        production.close();
    }

    @Test
    void oneNodeAndTwoNodes() throws Exception {
        try (var connection = connection()) {
            consume(connection);
            print("warm-up of one node", round(connection));
            print("warm-up of one node", round(connection));
            long before = databaseBytes();
            int trades = closed;
            List<Double> one = rounds("one node", connection);
            report(before, closed - trades);
            production.startSecond(Map.of(), OPTIONS);
            print("warm-up of two nodes", round(connection));
            print("warm-up of two nodes", round(connection));
            List<Double> two = rounds("two nodes", connection);
            production.second().stop();
            one.addAll(rounds("one node", connection));
            System.out.printf(
                    Locale.ROOT,
                    "NODES: one node %.1f trades/s, two nodes %.1f, ratio %.2f on %d cores that nodes, database and broker share%n",
                    Comparison.median(one),
                    Comparison.median(two),
                    Comparison.median(two) / Comparison.median(one),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    private List<Double> rounds(String name, Connection connection) throws JMSException {
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            var measured = round(connection);
            print(name, measured);
            rates.add(measured.tradesPerSecond());
        }
        return rates;
    }

    private Round round(Connection connection) throws JMSException {
        var cpuBefore = cpu();
        long commits = figure("SELECT xact_commit FROM pg_stat_database WHERE datname = 'server'");
        long wal = walBytes();
        long start = System.nanoTime();
        send(connection);
        closed += ORDERS;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> figure("SELECT COUNT(*) FROM trade WHERE closed") >= closed
                        && figure("SELECT COUNT(*) FROM journal WHERE unsent") == 0);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Double> cpu = new LinkedHashMap<>();
        cpu().forEach((name, time) -> cpu.put(
                name, time.minus(cpuBefore.getOrDefault(name, Duration.ZERO)).toMillis() / (double) ORDERS));
        return new Round(
                ORDERS / seconds,
                cpu,
                (figure("SELECT xact_commit FROM pg_stat_database WHERE datname = 'server'") - commits)
                        / (double) ORDERS,
                (walBytes() - wal) / 1024.0 / ORDERS);
    }

    private static void print(String name, Round round) {
        System.out.printf(
                Locale.ROOT,
                "NODES: %s: %.1f trades/s; CPU per trade %s; %.1f commits, %.0f KB of WAL%n",
                name,
                round.tradesPerSecond(),
                round.cpuMillisPerTrade().entrySet().stream()
                        .map(entry -> "%s %.0f ms".formatted(entry.getKey(), entry.getValue()))
                        .toList(),
                round.commits(),
                round.walKilobytes());
    }

    private void report(long bytesBefore, int trades) {
        System.out.printf(
                Locale.ROOT,
                "NODES: memory of one node %d MB resident, of PostgreSQL's database %.0f MB; disk %.1f MB per 1,000 trades; %.1f messages per trade%n",
                ProcessUsage.megabytes(production.system().server.process().pid()),
                databaseBytes() / 1048576.0,
                (databaseBytes() - bytesBefore) / 1048576.0 / trades * 1000,
                received.get() / (double) closed);
    }

    private Map<String, Duration> cpu() {
        Map<String, Duration> cpu = new LinkedHashMap<>();
        cpu.put(
                "first node",
                ProcessUsage.cpu(production.system().server.process().pid()));
        if (production.second() != null && production.second().isRunning()) {
            cpu.put(
                    "second node",
                    ProcessUsage.cpu(production.second().process().pid()));
        }
        cpu.put("PostgreSQL", ProcessUsage.cpuOfTree(postmaster()));
        cpu.put(
                "broker, client and test",
                ProcessUsage.cpu(ProcessHandle.current().pid()));
        return cpu;
    }

    private long postmaster() {
        var directory =
                database.jdbc().sql("SHOW data_directory").query(String.class).single();
        try {
            return Long.parseLong(
                    Files.readAllLines(Path.of(directory, "postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long databaseBytes() {
        return figure("SELECT pg_database_size('server')");
    }

    private long walBytes() {
        return figure("SELECT (pg_current_wal_lsn() - '0/0')::bigint");
    }

    private long figure(String query) {
        return database.jdbc().sql(query).query(Long.class).single();
    }

    private Connection connection() throws JMSException {
        var accounts = production.system().server.accounts();
        var factory = new ActiveMQConnectionFactory(
                CLIENT, accounts.secretOf(CLIENT), production.broker().address());
        factory.setWatchTopicAdvisories(false);
        var connection = factory.createConnection();
        connection.start();
        return connection;
    }

    private void consume(Connection connection) throws JMSException {
        var session = connection.createSession(false, Session.DUPS_OK_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("trading.client." + CLIENT))
                .setMessageListener(message -> received.incrementAndGet());
    }

    /** Sends the orders in one transaction: half by card, half by invoice. */
    private static void send(Connection connection) throws JMSException {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue("trading.orders"))) {
            for (int index = 0; index < ORDERS; index++) {
                var order = (index % 2 == 0 ? OrderKind.ORDINARY : OrderKind.INVOICE).order();
                OrderKind.line(order, "CUP-PORCELAIN", 2, "4.90");
                var event = ContractFiles.example("order")
                        .put("id", UUID.randomUUID().toString())
                        .put("source", "/" + CLIENT)
                        .put("subject", order.get("orderReference").asText());
                event.set("data", order);
                producer.send(session.createTextMessage(event.toString()));
            }
            session.commit();
        }
    }
}
