package org.coincide.engine.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/adapters.md word by word: creates its files outside the source tree, and executes its commands. Only the ports differ,
 * and Maven installs into a local repository of the test.
 */
class AdapterGuideIT {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FILE =
            Pattern.compile("^\\*\\*(\\S+)\\*\\*\n\n```\\w+\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMANDS = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int acmePort = freePort();
    private final int serverPort = freePort();

    @TempDir
    private Path folder;

    @Test
    void anAdapterMadeByTheGuideCompletesAnOrder() throws Exception {
        String guide = Files.readString(CHECKOUT.resolve("docs/adapters.md"));
        FILE.matcher(guide).results().forEach(file -> write(folder.resolve(file.group(1)), file.group(2)));
        List<String> commands = COMMANDS.matcher(guide)
                .results()
                .map(block -> block.group(1).replace("9090", String.valueOf(acmePort)))
                .toList();
        assertThat(commands).hasSize(3);
        checkOut();
        succeed(commands.get(0));
        succeed(commands.get(1));
        assertThat(folder.resolve("acme-payments/target/surefire-reports/TEST-com.example.acme.AcmeProviderTest.xml"))
                .content()
                .contains("testcase name=\"aRepeatedKeyReturnsTheFirstCapture\"");
        Process server = execute(commands.get(2));
        try {
            awaitServer(server);
            String tradingId = order();
            await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(
                            get("/api/trades/" + tradingId).path("order").asText())
                    .isEqualTo("COMPLETED"));
            assertThat(Files.readString(folder.resolve("commands.log"))).contains("Simulated: bank, carrier.");
        } finally {
            List<ProcessHandle> started = server.descendants().toList();
            started.forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor();
            started.forEach(process -> process.onExit().join());
        }
    }

    /** The parts of a checkout that the commands use: the ports, the POMs of all modules, and the server's jar. */
    private void checkOut() throws IOException {
        Path checkout = folder.resolve("coincide");
        copy(CHECKOUT.resolve("pom.xml"), checkout.resolve("pom.xml"));
        List<String> modules = MODULE.matcher(Files.readString(CHECKOUT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
        for (String module : modules) {
            copy(
                    CHECKOUT.resolve(module).resolve("pom.xml"),
                    checkout.resolve(module).resolve("pom.xml"));
        }
        Path sources = CHECKOUT.resolve("engine-app/ports/src");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, checkout.resolve("engine-app/ports/src").resolve(sources.relativize(file)));
            }
        }
        String jar = "engine-app-0.1.0-SNAPSHOT.jar";
        copy(Path.of("target", jar), checkout.resolve("engine-app/target").resolve(jar));
    }

    private void succeed(String commands) throws Exception {
        Process process = execute(commands);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s%n%s", commands, Files.readString(folder.resolve("commands.log")))
                .isZero();
    }

    private Process execute(String commands) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("commands.log").toFile()));
        shell.environment()
                .put(
                        "MAVEN_ARGS",
                        "-B -Dmaven.repo.local=" + folder.resolve("repository") + " -Dmaven.repo.local.tail="
                                + System.getProperty("maven.repository"));
        shell.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("maven.executable"))
                                .getParent()
                                .toString(),
                        (path, maven) -> maven + ":" + path);
        // These JVMs live for a minute: code that is compiled quickly pays.
        shell.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        shell.environment().put("SERVER_PORT", String.valueOf(serverPort));
        shell.environment().put("MANAGEMENT_SERVER_PORT", "0");
        shell.environment().put("COINCIDE_BROKER_PORT", "0");
        return shell.start();
    }

    private void awaitServer(Process server) {
        await().atMost(Duration.ofMinutes(10)).ignoreExceptions().until(() -> {
            assertThat(server.isAlive()).isTrue();
            return get("/api/products").isArray();
        });
    }

    private String order() throws Exception {
        String order = json.readTree(Files.readString(CHECKOUT.resolve("docs/contract/examples/order.json")))
                .path("data")
                .toString();
        HttpRequest request = request("/api/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return json.readTree(response.body()).path("tradingId").asText();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return json.readTree(
                http.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(String path) throws IOException {
        Properties accounts = new Properties();
        try (var file = Files.newInputStream(folder.resolve("run/data/accounts.properties"))) {
            accounts.load(file);
        }
        String login = "acme:" + accounts.getProperty("client.acme.secret");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serverPort + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }
}
