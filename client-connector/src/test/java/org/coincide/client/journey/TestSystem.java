package org.coincide.client.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A server and two clients as processes, in a folder of their own. */
final class TestSystem implements AutoCloseable {

    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("HHmmss.SSS");

    /** Short delays of the simulators, so that tests do not wait for parcels and transfers. */
    private static final Map<String, String> SERVER = Map.of(
            "coincide.catalogue.location", catalogue(),
            "coincide.monitoring.interval", "200ms",
            "coincide.simulation.enabled", "true",
            "coincide.simulation.carrier.delivered-after", "300ms",
            "coincide.simulation.carrier.poll", "100ms",
            "coincide.simulation.payment.invoice-paid-after", "300ms",
            "coincide.simulation.payment.poll", "100ms",
            // A job of a killed engine is executed again after this time.
            "camunda.bpm.job-execution.lock-time-in-millis", "10000");

    private static final Map<String, String> CLIENT = Map.of(
            "coincide.catalogue.enabled", "false",
            "coincide.inbox.longest-retry", "2s",
            "coincide.ordering.resend-after", "5s",
            "coincide.ordering.resend-at-most", "10s");

    final Path folder;
    final PackagedServer server;
    final PackagedClient acme;
    final PackagedClient globex;

    private TestSystem(
            Supplier<Path> jar,
            Path folder,
            Path logs,
            Map<String, String> server,
            Map<String, Map<String, String>> clients) {
        this.folder = folder;
        this.server = new PackagedServer(jar, folder, logs, both(SERVER, server));
        this.acme = client("acme", logs, clients);
        this.globex = client("globex", logs, clients);
    }

    /** A new system on HSQLDB with the embedded broker. */
    static TestSystem of(Class<?> test) {
        return of(test, Map.of(), Map.of());
    }

    /** A new system with additional settings of the server and of each client. */
    static TestSystem of(Class<?> test, Map<String, String> server, Map<String, Map<String, String>> clients) {
        return of(ApplicationJars::server, test, server, clients);
    }

    /** A new system whose server is the jar as it is built. */
    static TestSystem ofPlainJar(Class<?> test, Map<String, String> server) {
        return of(ApplicationJars::plainServer, test, server, Map.of());
    }

    private static TestSystem of(
            Supplier<Path> jar, Class<?> test, Map<String, String> server, Map<String, Map<String, String>> clients) {
        var folder = Path.of("target", "journey", test.getSimpleName() + "-" + FOLDER.format(LocalDateTime.now()))
                .toAbsolutePath();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestSystem(jar, folder, folder, server, clients);
    }

    /** Another node of the server, with the same settings and data of its own. */
    PackagedServer anotherServer(String name, Map<String, String> settings) {
        var own = folder.resolve(name);
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PackagedServer(ApplicationJars::server, own, own, both(SERVER, settings));
    }

    private PackagedClient client(String id, Path logs, Map<String, Map<String, String>> settings) {
        Map<String, String> own = both(CLIENT, settings.getOrDefault(id, Map.of()));
        String broker = own.remove("broker");
        return new PackagedClient(id, folder, logs, broker == null ? server.brokerAddress() : broker, own);
    }

    /** Starts the server, which writes the accounts file, and then both clients. */
    TestSystem start() {
        return startWith(acme, globex);
    }

    /** Starts the server and only these clients. */
    TestSystem startWith(PackagedClient... started) {
        ApplicationJars.unpack();
        server.launch();
        server.awaitReady();
        Stream.of(started).forEach(client -> client.launch());
        Stream.of(started).forEach(PackagedClient::awaitReady);
        return this;
    }

    List<PackagedClient> clients() {
        return List.of(acme, globex);
    }

    void stop() {
        clients().forEach(PackagedClient::stop);
        server.stop();
    }

    /** Kills the processes that still run. */
    @Override
    public void close() {
        clients().stream().filter(PackagedClient::isRunning).forEach(PackagedClient::kill);
        if (server.isRunning()) {
            server.kill();
        }
    }

    private static Map<String, String> both(Map<String, String> common, Map<String, String> own) {
        Map<String, String> both = new HashMap<>(common);
        both.putAll(own);
        return both;
    }

    private static String catalogue() {
        return Path.of("src", "test", "resources", "journey", "catalogue.csv")
                .toUri()
                .toString();
    }
}
