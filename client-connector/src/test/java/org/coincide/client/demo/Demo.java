package org.coincide.client.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.coincide.client.ClientApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * {@code mvn -q -Pdemo verify}: starts the server as a process and the client in this one, places orders, sends two forged
 * messages, prints the addresses to open, and keeps running until Ctrl-C.
 */
public final class Demo {

    private final Path root;
    private final Path data;
    private final DemoSettings settings;

    private Demo(Path root, DemoSettings settings) {
        this.root = root;
        this.data = root.resolve("data");
        this.settings = settings;
    }

    /** @param arguments the project's root folder */
    public static void main(String[] arguments) throws Exception {
        System.setOut(new PrintStream(new WrappingOutput(System.out), true, StandardCharsets.UTF_8));
        try {
            new Demo(Path.of(arguments[0]).toAbsolutePath().normalize(), DemoSettings.of(System.getProperties())).run();
        } catch (DemoException explained) {
            say("");
            explained.getMessage().lines().forEach(Demo::say);
            System.exit(1);
        }
    }

    private void run() throws Exception {
        settings.requireFreePorts();
        say("Starting the server; its log is " + root.relativize(data.resolve("server.log")) + " …");
        DemoServer server = DemoServer.start(root, data, settings);
        server.awaitReady();
        say("Starting the client; its log is " + root.relativize(data.resolve("client.log")) + " …");
        startClient();
        Properties accounts = server.accounts();
        say("");
        say("The client's ledger, as it fills: time, order, sequence, the three statuses,");
        say("and below them the reason, where there is one.");
        say("");
        new DemoScenario(settings, accounts).play();
        sayWhereToLook(accounts);
    }

    private void startClient() {
        System.setProperty("demo.log", data.resolve("client.log").toString());
        try {
            new SpringApplicationBuilder(ClientApplication.class)
                    .run(
                            "--server.port=" + settings.client().number(),
                            "--management.server.port="
                                    + settings.clientManagement().number(),
                            "--coincide.broker.url=failover:(" + settings.brokerUrl() + ")?timeout=5000",
                            "--coincide.data-directory=" + data,
                            "--logging.config=classpath:demo/logback.xml");
        } catch (RuntimeException e) {
            throw new DemoException("The client did not start. See data/client.log for the cause.", e);
        }
    }

    private void sayWhereToLook(Properties accounts) {
        String client = settings.client().url();
        String server = settings.server().url();
        say("");
        say("Both go on running; Ctrl-C ends them, and the next start goes on with the data");
        say("in ./data. Look at");
        say("");
        say("  the client's page   " + client + "/");
        say("  the client's API    " + client + "/api/trades, /api/warnings");
        say("  Cockpit, Tasklist   " + server + "/camunda/");
        say("                      login " + accounts.getProperty("operator.name") + ", password "
                + accounts.getProperty("operator.password"));
        say("  Tasklist as others  wanda (warehouse), otto (order desk), ada (accounting),");
        say("                      password person.<name>.password");
        say("  the server's API    " + server + "/api/products, /api/trades");
        say("                      login globex, password client.globex.secret");
        say("  all passwords       data/accounts.properties");
        say("");
        say("globex is a client without a connector. An order that you place as acme by");
        say("yourself makes the page warn: acme's connector never sent that order.");
    }

    /** Prints a line of the demo. */
    static void say(String line) {
        System.out.println(line);
    }
}
