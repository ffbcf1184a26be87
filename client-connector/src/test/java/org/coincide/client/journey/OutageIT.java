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
 * Parts that are away for a while, under load. Everything here is as in production: PostgreSQL on both sides, a broker of
 * its own. {@code -Doutage.seconds=60} has them away for a minute.
 */
class OutageIT {

    private static final Logger LOG = LoggerFactory.getLogger(OutageIT.class);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 4));
    private static final Duration PACE = Duration.ofMillis(500);

    private static EmbeddedPostgres postgres;
    private static TcpProxy cableOfAcme;
    private static ExternalBroker broker;
    private static TestSystem stage;
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
        cableOfAcme = new TcpProxy(postgres.getPort());
        broker = new ExternalBroker(Files.createDirectories(Path.of("target", "journey"))
                .resolve("broker-" + ProcessHandle.current().pid()));
        broker.start();
        stage = TestSystem.of(
                OutageIT.class,
                server(),
                Map.of("acme", client("acme", cableOfAcme.port()), "globex", client("globex", postgres.getPort())));
        writeAccounts();
        journal = new LoadJournal(stage.folder.resolve("load.jsonl"));
        stage.start();
    }

    @AfterAll
    static void end() throws IOException {
        stage.close();
        journal.close();
        broker.close();
        cableOfAcme.close();
        postgres.close();
    }

    @Test
    void aStoppedClientLosesNoMessage() {
        during("the client is away", stage.acme::stop, () -> {
            stage.acme.launch();
            stage.acme.awaitReady();
        });
    }

    @Test
    void anUnreachableClientDatabaseLosesNoMessage() {
        during("the client's database is away", cableOfAcme::pull, cableOfAcme::plug);
    }

    @Test
    void aStoppedBrokerLosesNoMessage() {
        during("the broker is away", broker::stop, broker::start);
    }

    /** Under load, takes something away for a while; afterwards everything must be there. */
    private static void during(String what, Runnable away, Runnable back) {
        try (var load = new LoadGenerator(stage.clients(), journal, 7).every(PACE)) {
            await().until(() -> load.accepted() >= 4);
            away.run();
            int before = load.accepted();
            await("the outage").atMost(OUTAGE.multipliedBy(2)).during(OUTAGE).until(() -> true);
            int meanwhile = load.accepted() - before;
            back.run();
            load.finish();
            var rest = new SnapshotCollector(stage, journal)
                    .await(Duration.ofSeconds(120).plus(OUTAGE.multipliedBy(2)));
            LOG.info("OUTAGE: {} for {}: {} orders accepted meanwhile.", what, OUTAGE, meanwhile);
            assertThat(meanwhile).as("orders accepted while %s", what).isPositive();
            assertThat(ConsistencyChecker.violations(evidence(rest))).isEmpty();
        }
    }

    private static SystemSnapshot evidence(SnapshotCollector rest) {
        var deadLetters = new BrokerQueues(broker.address(), stage.server.accounts()).deadLetters();
        try (var server = books("server");
                var acme = books("acme");
                var globex = books("globex")) {
            return rest.gather(server, Map.of("acme", acme, "globex", globex), deadLetters);
        }
    }

    private static DatabaseReader books(String database) {
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

    /** As an operator does who runs a broker of his own: its passwords, put into the server's file. */
    private static void writeAccounts() throws IOException {
        var file = Files.createDirectories(stage.server.dataDirectory()).resolve("accounts.properties");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file)) {
            ExternalBroker.accounts().store(writer, null);
        }
    }
}
