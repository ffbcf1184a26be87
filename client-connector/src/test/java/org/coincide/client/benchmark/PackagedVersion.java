package org.coincide.client.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.coincide.client.journey.DatabaseReader;
import org.coincide.client.journey.FreePorts;
import org.coincide.client.journey.MessageDelays;
import org.coincide.client.journey.ProcessUsage;
import org.coincide.client.journey.ServerAccounts;

/**
 * The packaged server and client of one version, each a process, with data of their own and the settings as delivered, but for those that are
 * given. The server is suspended outside of its turn.
 */
final class PackagedVersion implements AutoCloseable {

    private static final String CLIENT = "acme";

    /** The client that only counts. The other one would find these trades missing in its ledger, and inquire about them. */
    static final String COUNTING_CLIENT = "globex";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LAST_MESSAGES = Duration.ofSeconds(5);

    /** Of a core in a second. Server and client with nothing to do use some 50 ms, most of it for partners that are polled every 20 ms. */
    private static final Duration AT_REST = Duration.ofMillis(200);

    /** The longest page of the client's list of trades. */
    private static final int PAGE = 500;

    private static final String HEALTH = "/actuator/health";
    private static final double MEGABYTE = 1024 * 1024;

    /** Settings of a server whose simulated partners answer at once. */
    static final List<String> PROMPT_PARTNERS = List.of(
            "--coincide.simulation.carrier.delivered-after=0ms",
            "--coincide.simulation.carrier.poll=20ms",
            "--coincide.simulation.payment.invoice-paid-after=0ms",
            "--coincide.simulation.payment.poll=20ms");

    /** The pace of the relay, as delivered. */
    static final Duration PACE = Duration.ofMillis(100);

    /** Settings of the server that the baseline does not know: simulated partners, and quotas above the load. */
    static final List<String> OF_THIS_VERSION = List.of(
            "--coincide.simulation.enabled=true",
            "--coincide.relay.pace=" + PACE.toMillis() + "ms",
            "--coincide.broker.quota.pending=1000000",
            "--coincide.broker.quota.rate=1000000",
            "--coincide.broker.quota.unread=1000000",
            "--coincide.broker.quota.unread-size=2GB");

    /** Settings of the client that the baseline does not know: requests without a login, and no catalogue over HTTP. */
    static final List<String> OF_THIS_CLIENT =
            List.of("--coincide.web.login.mode=none", "--coincide.catalogue.enabled=false");

    /** The packaged applications. */
    record Jars(Path server, Path client) {

        /** The jars of this build. */
        static Jars ofThisBuild() throws IOException {
            return new Jars(only(Path.of("..", "engine-app", "target")), only(Path.of("target")));
        }

        private static Path only(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith("SNAPSHOT.jar"))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("No jar in " + folder + ". Run `mvn package` first."))
                        .toAbsolutePath();
            }
        }
    }

    private final Jars jars;
    private final ClientDatabase database;
    private final Path folder;
    private final List<String> serverSettings;
    private final List<String> clientSettings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int managementPort = FreePorts.free();
    private final int brokerPort = FreePorts.free();
    private final int clientPort = FreePorts.free();
    private final int clientManagementPort = FreePorts.free();
    private Process server;
    private Process client;

    /** @param folder a new folder for the data and the logs */
    PackagedVersion(Jars jars, ClientDatabase database, Path folder, List<String> ofTheServer, List<String> ofTheClient)
            throws IOException {
        this.jars = jars;
        this.database = database;
        this.folder = folder.toAbsolutePath();
        Files.createDirectories(this.folder);
        this.serverSettings = new ArrayList<>(database.settings(newDatabase()));
        this.serverSettings.addAll(ofTheServer);
        this.clientSettings = new ArrayList<>(database.settings(newDatabase()));
        this.clientSettings.addAll(ofTheClient);
    }

    /** A path whose last part is the name of a new PostgreSQL database. */
    private static Path newDatabase() {
        return Path.of(UUID.randomUUID().toString());
    }

    /** Starts the server on an empty database; returns the seconds until it is healthy. */
    double startServer() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + FreePorts.free(),
                "--management.server.port=" + managementPort,
                "--coincide.broker.port=" + brokerPort,
                "--coincide.data-directory=" + data()));
        arguments.addAll(serverSettings);
        long start = System.nanoTime();
        server = start("server", "-Xmx1g", jars.server(), arguments);
        awaitOk(server, managementPort, HEALTH);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Starts the client, which receives from then on. */
    void startClient() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--coincide.client.id=" + CLIENT,
                "--server.port=" + clientPort,
                "--management.server.port=" + clientManagementPort,
                "--coincide.data-directory=" + data(),
                "--coincide.broker.url=failover:(" + broker() + ")?timeout=5000"));
        arguments.addAll(clientSettings);
        client = start("client", "-Xmx512m", jars.client(), arguments);
        awaitOk(client, clientManagementPort, "/actuator/prometheus");
    }

    private Process start(String name, String memory, Path jar, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), memory, "-jar", jar.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private void awaitOk(Process process, int port, String path) {
        await(path + " answers; see " + folder)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .failFast("The process has ended; see " + folder, () -> !process.isAlive())
                .until(() -> isOk(port, path));
    }

    private boolean isOk(int port, String path) throws InterruptedException {
        try {
            return http.send(request(port, path).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Places an order at the client. */
    void place(String order) {
        try {
            HttpResponse<String> response = http.send(
                    request(clientPort, "/api/orders")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(order))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("The client refused an order: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits until the client's ledger has this number of closed trades. The list of all trades, which both versions have, is asked for when the last
     * messages have long come: it costs the client enough to delay them.
     */
    void awaitClosed(int trades) {
        await("the ledger has " + trades + " closed trades; see " + folder)
                .atMost(PATIENCE)
                .pollDelay(LAST_MESSAGES)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> closed() >= trades);
    }

    /** Waits until server and client rest: they compile what they have executed often for some seconds after the last order. */
    void awaitRest() {
        Duration[] before = {usage()};
        await("server and client rest").atMost(PATIENCE).pollInterval(SECOND).until(() -> {
            Duration used = usage().minus(before[0]);
            before[0] = before[0].plus(used);
            return used.compareTo(AT_REST) < 0;
        });
    }

    private Duration usage() {
        return ProcessUsage.cpu(server.pid()).plus(ProcessUsage.cpu(client.pid()));
    }

    private long closed() throws IOException, InterruptedException {
        long closed = 0;
        for (int offset = 0; ; offset += PAGE) {
            String trades = http.send(
                            request(clientPort, "/api/trades?limit=" + PAGE + "&offset=" + offset)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            closed += Stream.of(trades.split("\"closed\":true", -1)).count() - 1;
            if (!trades.contains("\"closed\":")) {
                return closed;
            }
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    void suspendServer() throws IOException {
        signal("STOP");
    }

    void resumeServer() throws IOException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(server.pid()))
                .inheritIO()
                .start();
        try {
            kill.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Duration cpu() {
        return ProcessUsage.cpu(server.pid());
    }

    /** CPU time of PostgreSQL, of which all versions use one server. */
    Duration databaseCpu() throws IOException {
        return ProcessUsage.cpuOfTree(database.process());
    }

    double memory() {
        return ProcessUsage.megabytes(server.pid());
    }

    /** CPU time of the client, which has been started. */
    Duration clientCpu() {
        return ProcessUsage.cpu(client.pid());
    }

    /** The size of the server's database in megabytes. */
    double disk() throws IOException {
        if (database == ClientDatabase.POSTGRESQL) {
            try (DatabaseReader reader = reader(serverSettings)) {
                return reader.jdbc()
                                .sql("SELECT pg_database_size(current_database())")
                                .query(Long.class)
                                .single()
                        / MEGABYTE;
            }
        }
        try (Stream<Path> files = Files.walk(data().resolve("server"))) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / MEGABYTE;
        }
    }

    /**
     * The times from the journal to the ledger, of messages since one time and before another. HSQLDB is read after the end of both processes.
     */
    MessageDelays delays(OffsetDateTime since, OffsetDateTime before) {
        if (database == ClientDatabase.HSQLDB) {
            end(client);
            end(server);
        }
        try (DatabaseReader journal =
                        database == ClientDatabase.HSQLDB ? DatabaseReader.ofServer(data()) : reader(serverSettings);
                DatabaseReader ledger = database == ClientDatabase.HSQLDB
                        ? DatabaseReader.ofClient(data(), CLIENT)
                        : reader(clientSettings)) {
            return MessageDelays.read(journal, List.of(ledger), since, before);
        }
    }

    private static DatabaseReader reader(List<String> settings) {
        String option = "--spring.datasource.url=";
        String url = settings.stream()
                .filter(setting -> setting.startsWith(option))
                .findFirst()
                .orElseThrow();
        return DatabaseReader.of(url.substring(option.length()), "postgres");
    }

    String broker() {
        return "tcp://127.0.0.1:" + brokerPort + "?wireFormat.maxFrameSize=1048576";
    }

    /** The secret of the client that only counts. */
    String secret() {
        return ServerAccounts.in(data()).secretOf(COUNTING_CLIENT);
    }

    private Path data() {
        return folder.resolve("data");
    }

    void stopClient() {
        end(client);
    }

    private static void end(Process process) {
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                process.waitFor(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null && server.isAlive()) {
            resumeServer();
        }
        end(client);
        end(server);
    }
}
