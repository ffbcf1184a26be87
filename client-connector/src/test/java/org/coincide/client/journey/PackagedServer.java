package org.coincide.client.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.coincide.client.signatures.KeyFiles;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ConnectorApi;

/** The packaged server as a process. Its ports survive a restart. */
final class PackagedServer {

    private static final String AUTHORIZATION = "Authorization";

    private final Supplier<Path> jar;
    private final Path folder;
    private final Path log;
    private final int port = FreePorts.free();
    private final int managementPort = FreePorts.free();
    private final int brokerPort = FreePorts.free();
    private final Map<String, String> settings;
    private final HttpEndpoint http = new HttpEndpoint(port);
    private List<String> options = JavaProcess.OPTIONS;
    private JavaProcess jvm;

    /** @param jar the jar to start */
    PackagedServer(Supplier<Path> jar, Path folder, Path logs, Map<String, String> settings) {
        this.jar = jar;
        this.folder = folder;
        this.log = logs.resolve("server.log");
        this.settings = settings;
    }

    /** Starts the process without waiting until it is ready. */
    void launch() {
        launchWith(Map.of());
    }

    /** Replaces the options of the JVM for the next start. */
    void runWith(List<String> other) {
        options = other;
    }

    /** Starts the process with environment variables, such as those of a library that shifts its clock. */
    void launchWith(Map<String, String> environment) {
        jvm = JavaProcess.start("The server", jar.get(), folder, log, arguments(), environment, options);
    }

    void awaitReady() {
        var management = new HttpEndpoint(managementPort);
        jvm.awaitReady(() -> management.isOk("/actuator/health"));
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--coincide.broker.port=" + brokerPort,
                "--coincide.data-directory=" + dataDirectory()));
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return arguments;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    Path dataDirectory() {
        return folder.resolve("data");
    }

    Path log() {
        return log;
    }

    /** The key with which the server signs its messages. */
    SigningKey signingKey() {
        return KeyFiles.signingKey(dataDirectory().resolve("signing-key.json"));
    }

    ServerAccounts accounts() {
        return ServerAccounts.in(dataDirectory());
    }

    String brokerAddress() {
        return "tcp://127.0.0.1:" + brokerPort + "?wireFormat.maxFrameSize=1048576";
    }

    HttpResponse<String> getWithoutLogin(String path) {
        return http.get(path);
    }

    HttpResponse<String> get(String path, String clientId) {
        return http.get(path, AUTHORIZATION, accounts().authorization(clientId));
    }

    /** GET with headers. */
    HttpResponse<String> get(String path, Map<String, String> headers) {
        return http.get(
                path,
                headers.entrySet().stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new));
    }

    HttpResponse<String> getAsOperator(String path) {
        return http.get(path, AUTHORIZATION, accounts().operatorAuthorization());
    }

    HttpResponse<String> postAsOperator(String path, String body) throws IOException {
        return post(path, body, AUTHORIZATION, accounts().operatorAuthorization(), "Content-Type", "application/json");
    }

    /** A report of the bank. */
    HttpResponse<String> postAsBank(String body) throws IOException {
        return post(
                "/api/bank/payments",
                body,
                AUTHORIZATION,
                accounts().bankAuthorization(),
                "Content-Type",
                "application/json");
    }

    JsonNode json(String path, String clientId) {
        return ConnectorApi.json(get(path, clientId));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException {
        return http.post(path, body, headers);
    }

    HttpResponse<String> placeOrder(String body, String clientId) throws IOException {
        return post(
                "/api/orders",
                body,
                AUTHORIZATION,
                accounts().authorization(clientId),
                "Content-Type",
                "application/json");
    }

    boolean isRunning() {
        return jvm != null && jvm.isAlive();
    }

    void dumpThreads() {
        jvm.dumpThreads();
    }

    void pause() {
        jvm.pause();
    }

    void resume() {
        jvm.resume();
    }

    /** Lets the server write the stacks of its threads into its log. */
    void printThreads() {
        jvm.printThreads();
    }

    /** The status of the server's health, or that it does not answer. */
    String health() {
        return new HttpEndpoint(managementPort).health();
    }

    HttpResponse<String> health(String path) {
        return new HttpEndpoint(managementPort).get("/actuator/health" + path);
    }

    /** The number of messages that the relay has not marked as sent, by the server's metrics. */
    double unsentMessages() {
        return values("coincide_journal_unsent ").findFirst().orElseThrow();
    }

    /** The number of orders and requests that wait in the embedded broker; 0 with an external one. */
    double waitingMessages() {
        return Stream.of("trading.orders", "trading.requests")
                .flatMapToDouble(queue -> values("coincide_broker_queue_messages{queue=\"" + queue + "\"}"))
                .sum();
    }

    private DoubleStream values(String metric) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
    }

    /** The metrics in Prometheus' format. */
    String metrics() {
        return new HttpEndpoint(managementPort).get("/actuator/prometheus").body();
    }

    JavaProcess process() {
        return jvm;
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    void kill() {
        jvm.kill();
    }

    void stop() {
        if (jvm != null) {
            jvm.terminate();
        }
    }
}
