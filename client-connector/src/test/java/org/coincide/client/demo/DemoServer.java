package org.coincide.client.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
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

/** The server, as a process that ends when this one does. */
final class DemoServer {

    private static final URI HEALTH = URI.create("http://127.0.0.1:8082/actuator/health");
    private static final long SECONDS_TO_END = 20;

    /** Slow enough for a person to watch. */
    private static final List<String> PACE = List.of(
            "--coincide.simulation.payment.latency=700ms",
            "--coincide.simulation.carrier.latency=700ms",
            "--coincide.simulation.carrier.delivered-after=4s",
            "--coincide.simulation.payment.invoice-paid-after=8s");

    /** One for each desk, so that Tasklist can be seen as they see it. */
    private static final List<String> PEOPLE = List.of(
            "--coincide.people.wanda=warehouse",
            "--coincide.people.otto=order-desk,order-desk-lead",
            "--coincide.people.ada=accounting");

    private final Process process;
    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();

    private DemoServer(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    static DemoServer start(Path root, Path data) throws IOException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar(root).toString(),
                "--coincide.data-directory=" + data));
        command.addAll(PACE);
        command.addAll(PEOPLE);
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-server"));
        return new DemoServer(process, data);
    }

    private static Path jar(Path root) throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(root.resolve("engine-app/target"), "engine-app-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        }
        throw new IllegalStateException(
                "There is no engine-app/target/engine-app-*.jar; start at the root: mvn -q -Pdemo verify");
    }

    void awaitUp(Duration patience) {
        await().atMost(patience).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server did not start. The end of its log:\n" + endOfLog());
            }
            return isUp();
        });
    }

    private boolean isUp() throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(HEALTH).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("server.log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
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
