package org.coincide.client.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.coincide.client.ClientApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * {@code mvn -q -Pdemo verify}: starts the server in a JVM of its own and the client in this one, places orders, lets two
 * forged messages arrive, says where to look and stays up until Ctrl-C.
 */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Who listens where; the same as the defaults of both applications. */
    private static final Map<Integer, String> PORTS = Map.of(
            8080, "the server (server.port of engine-app)",
            8081, "the client (server.port of client-connector)",
            8082, "the server's actuator (management.server.port of engine-app)",
            8083, "the client's actuator (management.server.port of client-connector)",
            61616, "the broker (coincide.broker.port of engine-app)");

    private final Path root;
    private final Path data;

    private Demo(Path root) {
        this.root = root;
        this.data = root.resolve("data");
    }

    /** @param arguments the project's root folder */
    public static void main(String[] arguments) throws Exception {
        new Demo(Path.of(arguments[0]).toAbsolutePath().normalize()).run();
    }

    private void run() throws Exception {
        List<String> taken = PORTS.entrySet().stream()
                .filter(port -> !isFree(port.getKey()))
                .map(port -> "Port " + port.getKey() + " of 127.0.0.1 is in use; the demo needs it for "
                        + port.getValue() + ".")
                .sorted()
                .toList();
        if (!taken.isEmpty()) {
            taken.forEach(Demo::say);
            say("End what listens there (perhaps another demo), then start again.");
            System.exit(1);
        }
        say("Starting the server; its log is " + root.relativize(data.resolve("server.log")) + " …");
        DemoServer server = DemoServer.start(root, data);
        server.awaitUp(PATIENCE);
        say("Starting the client; its log is " + root.relativize(data.resolve("client.log")) + " …");
        startClient();
        Properties accounts = server.accounts();
        say("");
        say("The client's ledger, as it fills: time, order, sequence, the three statuses, reason.");
        say("");
        new DemoStory(accounts).tell();
        sayWhereToLook(accounts);
    }

    private void startClient() {
        System.setProperty("demo.log", data.resolve("client.log").toString());
        new SpringApplicationBuilder(ClientApplication.class)
                .run("--coincide.data-directory=" + data, "--logging.config=classpath:demo/logback.xml");
    }

    private static void sayWhereToLook(Properties accounts) {
        say("");
        say("Both go on running; Ctrl-C ends them, and the next start goes on with the data in ./data. Look at");
        say("  the client's page    http://127.0.0.1:8081/");
        say("  the client's API     http://127.0.0.1:8081/api/trades  /api/warnings  /api/orders");
        say("  Cockpit, Tasklist    http://127.0.0.1:8080/camunda/    login " + accounts.getProperty("operator.name")
                + ", password " + accounts.getProperty("operator.password"));
        say(
                "  Tasklist as others   wanda (warehouse), otto (order desk), ada (accounting), password person.<name>.password");
        say(
                "  the server's API     http://127.0.0.1:8080/api/products  /api/trades    login acme, password client.acme.secret");
        say("  all accounts         data/accounts.properties");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The demo's terminal is its page: it prints. */
    static void say(String line) {
        System.out.println(line);
    }
}
