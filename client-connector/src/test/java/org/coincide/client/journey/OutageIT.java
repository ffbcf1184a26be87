package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outages of client, client database and broker under load, in a production-like set-up: PostgreSQL on both sides and an
 * external broker. {@code -Doutage.seconds=60} sets the duration of each outage.
 */
class OutageIT {

    private static final Logger LOG = LoggerFactory.getLogger(OutageIT.class);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 4));
    private static final Duration PACE = Duration.ofMillis(500);

    private static EmbeddedPostgres postgres;
    private static TcpProxy acmeDatabaseProxy;
    private static ExternalBroker broker;
    private static TestSystem system;
    private static LoadJournal journal;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        for (var name : List.of("server", "acme", "globex")) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
        }
        acmeDatabaseProxy = new TcpProxy(postgres.getPort());
        broker = new ExternalBroker(Files.createDirectories(Path.of("target", "journey"))
                .resolve("broker-" + ProcessHandle.current().pid()));
        broker.start();
        system = TestSystem.of(
                OutageIT.class,
                server(),
                Map.of(
                        "acme",
                        client("acme", acmeDatabaseProxy.port()),
                        "globex",
                        client("globex", postgres.getPort())));
        writeAccounts();
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        system.start();
    }

    @AfterAll
    static void end() throws IOException {
        system.close();
        journal.close();
        broker.close();
        acmeDatabaseProxy.close();
        postgres.close();
    }

    @Test
    void aStoppedClientLosesNoMessage() {
        during("the client is stopped", system.acme::stop, () -> {
            system.acme.launch();
            system.acme.awaitReady();
        });
    }

    @Test
    void anUnreachableClientDatabaseLosesNoMessage() {
        during("the client's database is unreachable", acmeDatabaseProxy::disconnect, acmeDatabaseProxy::connect);
    }

    @Test
    void aStoppedBrokerLosesNoMessage() {
        during("the broker is stopped", broker::stop, broker::start);
    }

    /** Causes an outage under load; afterwards the system must be consistent. */
    private static void during(String what, Runnable begin, Runnable end) {
        try (var load = new LoadGenerator(system.clients(), journal, 7).placeEvery(PACE)) {
            await().until(() -> load.accepted() >= 4);
            begin.run();
            int before = load.accepted();
            await("the outage").atMost(OUTAGE.multipliedBy(2)).during(OUTAGE).until(() -> true);
            int meanwhile = load.accepted() - before;
            end.run();
            load.finish();
            var collector = new SnapshotCollector(system, journal)
                    .await(Duration.ofSeconds(120).plus(OUTAGE.multipliedBy(2)));
            LOG.info("OUTAGE: {} for {}: {} orders accepted during the outage.", what, OUTAGE, meanwhile);
            assertThat(meanwhile).as("orders accepted while %s", what).isPositive();
            assertThat(ConsistencyChecker.violations(snapshot(collector))).isEmpty();
        }
    }

    private static SystemSnapshot snapshot(SnapshotCollector collector) {
        var deadLetters = new BrokerQueues(broker.address(), system.server.accounts()).deadLetters();
        try (var server = database("server");
                var acme = database("acme");
                var globex = database("globex")) {
            return collector.collect(server, Map.of("acme", acme, "globex", globex), deadLetters);
        }
    }

    private static DatabaseReader database(String database) {
        return DatabaseReader.of(postgres.getJdbcUrl("postgres", database), "postgres");
    }

    private static Map<String, String> server() {
        return Map.of(
                "spring.datasource.url", postgres.getJdbcUrl("postgres", "server"),
                "spring.datasource.username", "postgres",
                "coincide.broker.embedded", "false",
                "coincide.broker.listener.longest-reconnect", "5s",
                "spring.activemq.broker-url", broker.address(),
                "spring.activemq.user", "coincide.server",
                "spring.activemq.password", "of-the-server");
    }

    private static Map<String, String> client(String id, int port) {
        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://localhost:" + port + "/" + id,
                "spring.datasource.username",
                "postgres",
                "spring.datasource.hikari.connection-timeout",
                "2000",
                "broker",
                broker.address());
    }

    /** Writes the external broker's passwords into the server's accounts file, as an operator does. */
    private static void writeAccounts() throws IOException {
        var file = Files.createDirectories(system.server.dataDirectory()).resolve("accounts.properties");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file)) {
            ExternalBroker.accounts().store(writer, null);
        }
    }
}
