package org.coincide.client.journey;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.support.PostgresqlServer;

/**
 * A server and two clients in a production-like set-up: PostgreSQL on both sides and an external broker, behind proxies that can break
 * the connections.
 */
final class ProductionSystem implements AutoCloseable {

    /** A connection that passes a proxy. */
    enum Connection {
        SERVER_DATABASE,
        CLIENT_DATABASE,
        SERVER_BROKER,
        CLIENT_BROKER
    }

    private final EmbeddedPostgres postgres;
    private final ExternalBroker broker;
    private final Map<Connection, TcpProxy> proxies = new EnumMap<>(Connection.class);
    private final TestSystem system;
    private final Map<String, String> server;
    private PackagedServer second;

    private ProductionSystem(Class<?> test, Map<String, String> settings) throws IOException, SQLException {
        postgres = PostgresqlServer.start();
        for (var name : List.of("server", "acme", "globex")) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
        }
        broker = new ExternalBroker(Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "journey")), "broker-" + test.getSimpleName() + "-"));
        broker.start();
        proxies.put(Connection.SERVER_DATABASE, new TcpProxy(postgres.getPort()));
        proxies.put(Connection.CLIENT_DATABASE, new TcpProxy(postgres.getPort()));
        proxies.put(Connection.SERVER_BROKER, new TcpProxy(broker.port()));
        proxies.put(Connection.CLIENT_BROKER, new TcpProxy(broker.port()));
        server = new HashMap<>(server());
        server.putAll(settings);
        system = TestSystem.of(
                test,
                server,
                Map.of(
                        "acme",
                        client("acme", proxy(Connection.CLIENT_DATABASE).port(), address(Connection.CLIENT_BROKER)),
                        "globex",
                        client("globex", postgres.getPort(), broker.address())));
        writeAccounts();
    }

    /** Starts everything. */
    static ProductionSystem start(Class<?> test) {
        try {
            var production = new ProductionSystem(test, Map.of());
            production.closeUnless(production.system::start);
            return production;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts everything with a second node of the server.
     *
     * @param settings more settings of both nodes
     * @param ofSecond settings of the second node alone
     */
    static ProductionSystem startTwoNodes(Class<?> test, Map<String, String> settings, Map<String, String> ofSecond) {
        var production = startOneNode(test, settings, JavaProcess.OPTIONS);
        production.closeUnless(() -> {
            production.system.clients().forEach(client -> client.launch());
            production.startSecond(ofSecond, JavaProcess.OPTIONS);
            production.system.clients().forEach(PackagedClient::awaitReady);
        });
        return production;
    }

    /** Starts one node without clients. */
    static ProductionSystem startOneNode(Class<?> test, Map<String, String> settings, List<String> options) {
        try {
            var production = new ProductionSystem(test, settings);
            production.system.server.runWith(options);
            production.closeUnless(() -> production.system.startWith());
            return production;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends what has started already if a start fails, since nobody else can. */
    private void closeUnless(Runnable started) {
        try {
            started.run();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Starts a second node, with the accounts of the first. */
    void startSecond(Map<String, String> settings, List<String> options) {
        server.putAll(settings);
        second = system.anotherServer("second", server);
        second.runWith(options);
        try {
            Files.copy(
                    system.server.dataDirectory().resolve("accounts.properties"),
                    Files.createDirectories(second.dataDirectory()).resolve("accounts.properties"),
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        second.launch();
        second.awaitReady();
    }

    /** The second node of the server. */
    PackagedServer second() {
        return second;
    }

    TestSystem system() {
        return system;
    }

    ExternalBroker broker() {
        return broker;
    }

    TcpProxy proxy(Connection connection) {
        return proxies.get(connection);
    }

    Collection<TcpProxy> proxies() {
        return proxies.values();
    }

    /** The records of all parties, while the processes run. */
    SystemSnapshot snapshot(SnapshotCollector collector) {
        var deadLetters = new BrokerQueues(broker.address(), system.server.accounts()).deadLetters();
        try (var server = database("server");
                var acme = database("acme");
                var globex = database("globex")) {
            return collector.collect(server, Map.of("acme", acme, "globex", globex), deadLetters);
        }
    }

    /** The times of all messages. */
    MessageDelays delays() {
        try (var server = database("server");
                var acme = database("acme");
                var globex = database("globex")) {
            return MessageDelays.read(server, List.of(acme, globex));
        }
    }

    DatabaseReader database(String database) {
        return DatabaseReader.of(postgres.getJdbcUrl("postgres", database), "postgres");
    }

    private String address(Connection connection) {
        return "tcp://127.0.0.1:" + proxy(connection).port();
    }

    private Map<String, String> server() {
        return Map.of(
                "spring.datasource.url",
                        "jdbc:postgresql://localhost:"
                                + proxy(Connection.SERVER_DATABASE).port() + "/server",
                "spring.datasource.username", "postgres",
                "coincide.broker.embedded", "false",
                "spring.activemq.broker-url", address(Connection.SERVER_BROKER),
                "spring.activemq.user", "coincide.server",
                "spring.activemq.password", "of-the-server");
    }

    private static Map<String, String> client(String id, int databasePort, String brokerAddress) {
        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://localhost:" + databasePort + "/" + id,
                "spring.datasource.username",
                "postgres",
                "broker",
                brokerAddress);
    }

    /** Writes the external broker's passwords into the server's accounts file, as an operator does. */
    private void writeAccounts() throws IOException {
        var file = Files.createDirectories(system.server.dataDirectory()).resolve("accounts.properties");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file)) {
            ExternalBroker.accounts().store(writer, null);
        }
    }

    @Override
    public void close() {
        system.close();
        if (second != null && second.isRunning()) {
            second.kill();
        }
        broker.close();
        proxies().forEach(TcpProxy::close);
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
