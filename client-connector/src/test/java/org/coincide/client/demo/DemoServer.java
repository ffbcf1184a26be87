package org.coincide.client.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** The server as a process, which ends with this one. */
final class DemoServer {

    private static final long SECONDS_TO_END = 20;
    private static final String LOG = "server.log";

    /** Slow enough for a person to watch. */
    static final List<String> PACE = List.of(
            "--coincide.simulation.payment.latency=700ms",
            "--coincide.simulation.carrier.latency=700ms",
            "--coincide.simulation.carrier.delivered-after=4s",
            "--coincide.simulation.payment.invoice-paid-after=8s");

    /** One user for each group, to show that each sees its own tasks. */
    private static final List<String> PEOPLE = List.of(
            "--coincide.people.wanda=warehouse",
            "--coincide.people.otto=order-desk,order-desk-lead",
            "--coincide.people.ada=accounting");

    private final Process process;
    private final Path root;
    private final Path data;
    private final DemoSettings settings;
    private final HttpClient http = HttpClient.newHttpClient();

    private DemoServer(Process process, Path root, Path data, DemoSettings settings) {
        this.process = process;
        this.root = root;
        this.data = data;
        this.settings = settings;
    }

    static DemoServer start(Path root, Path data, DemoSettings settings, List<String> pace) throws IOException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar(root).toString(),
                "--server.port=" + settings.server().number(),
                "--management.server.port=" + settings.serverManagement().number(),
                "--coincide.broker.port=" + settings.broker().number(),
                "--coincide.simulation.enabled=true",
                "--coincide.data-directory=" + data));
        command.addAll(pace);
        command.addAll(PEOPLE);
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve(LOG).toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-server"));
        return new DemoServer(process, root, data, settings);
    }

    private static Path jar(Path root) throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(root.resolve("engine-app/target"), "engine-app-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        }
        throw new DemoException(
                "engine-app/target/engine-app-*.jar does not exist. Start the demo at the root: mvn -q -Pdemo verify");
    }

    void awaitReady() {
        try {
            await().atMost(settings.timeout())
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !process.isAlive() || isHealthy());
        } catch (ConditionTimeoutException late) {
            throw settings.timedOut("The server was not ready", log());
        }
        if (!process.isAlive()) {
            throw new DemoException("The server did not start. The end of " + log() + ":\n" + endOfLog());
        }
    }

    /** The path of the server's log, from the project's folder. */
    String log() {
        return root.relativize(data.resolve(LOG)).toString();
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            URI health = URI.create(settings.serverManagement().url() + "/actuator/health");
            return http.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(data.resolve(LOG));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Properties accounts() throws IOException {
        Properties accounts = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("accounts.properties"))) {
            accounts.load(file);
        }
        return accounts;
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
