package org.coincide.client.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.coincide.client.ClientApplication;
import org.coincide.client.support.Login;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * {@code mvn -q -Pdemo verify}: starts the server as a process and the client in this one, places orders, sends two forged
 * messages, prints the addresses to open, and keeps running until Ctrl-C.
 */
public final class Demo {

    private final Path root;
    private final Path data;
    private final DemoSettings settings;

    private Demo(Path root, Path data, DemoSettings settings) {
        this.root = root;
        this.data = data;
        this.settings = settings;
    }

    /** @param arguments the project's root folder */
    public static void main(String[] arguments) throws Exception {
        System.setOut(new PrintStream(new WrappingOutput(System.out), true, StandardCharsets.UTF_8));
        try {
            Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
            DemoSettings settings = DemoSettings.of(System.getProperties());
            if (Boolean.getBoolean("chaos")) {
                new Demo(root, root.resolve("target").resolve("chaos"), settings).runChaos();
            } else {
                new Demo(root, root.resolve("data"), settings).run();
            }
        } catch (DemoException explained) {
            print("");
            explained.getMessage().lines().forEach(Demo::print);
            System.exit(1);
        }
    }

    private void run() throws Exception {
        settings.requireFreePorts();
        print("Starting the server; its log is " + root.relativize(data.resolve("server.log")) + " …");
        DemoServer server = DemoServer.start(root, data, settings, DemoServer.PACE);
        server.awaitReady();
        print("Starting the client; its log is " + clientLog() + " …");
        startClient(settings.brokerUrl(), "info");
        Properties accounts = server.accounts();
        print("");
        print("The client's ledger: time, order, sequence, and the statuses of order, delivery");
        print("and payment, with the reason of a change below.");
        print("");
        Login login = Login.of(data, "acme");
        new DemoScenario(settings, accounts, login).play();
        printAddresses(accounts, login);
    }

    /** Trades over a broker that tampers with messages, in a folder of its own, and ends. */
    private void runChaos() throws Exception {
        settings.requireFreePorts();
        FileSystemUtils.deleteRecursively(data);
        print("Starting the server, the client and a broker between them that tampers with messages …");
        DemoServer server = DemoServer.start(root, data, settings, ChaosDemo.PACE);
        server.awaitReady();
        int port = freePort();
        boolean passed;
        try (ChaosBroker broker =
                new ChaosBroker(settings.brokerUrl(), port, server.accounts(), Long.getLong("chaos.seed", 14L))) {
            var client = startClient("tcp://127.0.0.1:" + port + "?wireFormat.maxFrameSize=1048576", "off");
            print("The client's page shows the warnings: " + settings.client().url() + "/");
            passed = new ChaosDemo(settings, client, broker, server, Login.of(data, "acme")).run();
            client.close();
        }
        System.exit(passed ? 0 : 1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param ledger level of the lines about the ledger: {@code info} or {@code off} */
    private ConfigurableApplicationContext startClient(String brokerUrl, String ledger) {
        System.setProperty("demo.log", data.resolve("client.log").toString());
        try {
            return new SpringApplicationBuilder(ClientApplication.class)
                    .run(
                            "--server.port=" + settings.client().number(),
                            "--logging.level.ledger=" + ledger,
                            "--coincide.catalogue.enabled=true",
                            "--coincide.web.login.mode=local",
                            "--coincide.catalogue.url=http://127.0.0.1:"
                                    + settings.server().number(),
                            "--management.server.port="
                                    + settings.clientManagement().number(),
                            "--coincide.broker.url=failover:(" + brokerUrl + ")?timeout=5000",
                            "--coincide.data-directory=" + data,
                            "--logging.config=classpath:demo/logback.xml");
        } catch (RuntimeException e) {
            throw new DemoException("The client did not start. See " + clientLog() + " for the cause.", e);
        }
    }

    private Path clientLog() {
        return root.relativize(data.resolve("client.log"));
    }

    private void printAddresses(Properties accounts, Login login) {
        String client = settings.client().url();
        String server = settings.server().url();
        print("");
        print("Both processes keep running. Ctrl-C stops them, and the next start continues");
        print("with the data in ./data. Addresses:");
        print("");
        print("  the client's page   " + client + "/");
        print("  the client's API    " + client + "/api/trades, /api/warnings");
        print("                      login " + login.user() + ", password " + login.password());
        print("  operators' pages    " + server + "/operations/");
        print("  Cockpit, Tasklist   " + server + "/camunda/");
        print("                      login " + accounts.getProperty("operator.name") + ", password "
                + accounts.getProperty("operator.password"));
        print("  Tasklist as others  wanda (warehouse), otto (order desk), ada (accounting),");
        print("                      password person.<name>.password");
        print("  the server's API    " + server + "/api/products, /api/trades");
        print("                      login globex, password client.globex.secret");
        print("  all passwords       data/accounts.properties, and for the client");
        print("                      data/client-acme/login.properties");
        print("");
        print("Use globex for requests of your own: an order placed as acme without acme's");
        print("connector is unknown to it, and its page warns of every message.");
    }

    /** Prints a line of the demo. */
    static void print(String line) {
        System.out.println(line);
    }
}
