package org.coincide.client.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.Login;

/** The packaged connector of one client as a process, with its own ports and ledger. */
final class PackagedClient {

    static final String LOGIN = "coincide.web.login.mode";

    private final String id;
    private final Path folder;
    private final Path log;
    private final int port = FreePorts.free();
    private final int managementPort = FreePorts.free();
    private final String brokerAddress;
    private final Map<String, String> settings;
    private final HttpEndpoint http = new HttpEndpoint(port);
    private final ConnectorApi api = new ConnectorApi(port);
    private List<String> options = JavaProcess.OPTIONS;
    private JavaProcess jvm;

    PackagedClient(String id, Path folder, Path logs, String brokerAddress, Map<String, String> settings) {
        this.id = id;
        this.folder = folder;
        this.log = logs.resolve("client-" + id + ".log");
        this.brokerAddress = brokerAddress;
        this.settings = settings;
    }

    String id() {
        return id;
    }

    /** Starts the process with additional arguments, without waiting until it is ready. */
    void launch(String... more) {
        List<String> arguments = arguments();
        arguments.addAll(List.of(more));
        jvm = JavaProcess.start(
                "The client " + id, ApplicationJars.client(), folder, log, arguments, Map.of(), options);
    }

    /** Replaces the options of the JVM for the next start. */
    void runWith(List<String> other) {
        options = other;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    void awaitReady() {
        jvm.awaitReady(() -> http.isOk("/login"));
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--coincide.client.id=" + id,
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--coincide.data-directory=" + folder.resolve("data"),
                "--coincide.broker.url=failover:(" + brokerAddress + ")?timeout=5000&maxReconnectDelay=500"));
        if (!settings.containsKey(LOGIN)) {
            arguments.add("--" + LOGIN + "=none");
        }
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return arguments;
    }

    HttpResponse<String> place(String order) throws IOException {
        return post("/api/orders", order, "Content-Type", "application/json");
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException {
        return http.post(path, body, headers);
    }

    HttpResponse<String> get(String path, String... headers) {
        return http.get(path, headers);
    }

    JsonNode json(String path) {
        return ConnectorApi.json(get(path));
    }

    /** The user and the password of the page, after the first start. */
    Login login() {
        return Login.of(folder.resolve("data"), id);
    }

    /** All elements of a list of the API, read page by page. */
    List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        List<JsonNode> page;
        do {
            page = api.list(path + "?limit=500&offset=" + all.size());
            all.addAll(page);
        } while (page.size() == 500);
        return all;
    }

    JsonNode order(String reference) {
        return json("/api/orders/" + reference);
    }

    /** The trade in the ledger, or a missing node. */
    JsonNode trade(String tradingId) {
        return api.trade(tradingId);
    }

    List<String> warnings(String tradingId) {
        return api.warnings(tradingId);
    }

    boolean isRunning() {
        return jvm != null && jvm.isAlive();
    }

    Path log() {
        return log;
    }

    void dumpThreads() {
        jvm.dumpThreads();
    }

    /** The status of the client's health, or that it does not answer. */
    String health() {
        return new HttpEndpoint(managementPort).health();
    }

    HttpResponse<String> health(String path) {
        return new HttpEndpoint(managementPort).get("/actuator/health" + path);
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
