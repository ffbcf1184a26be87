package org.coincide.engine.broker.external;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.xbean.XBeanBrokerFactory;
import org.coincide.engine.EngineApplication;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.ExternalBrokerAddress;

/** A broker that ActiveMQ starts from the configuration that the server prints, but for a free port and a directory of its own. */
final class XmlBroker implements AutoCloseable {

    private static final String END = "</beans>";

    private final Path directory;
    private final BrokerService broker;
    private final int port;

    private XmlBroker(Path directory, BrokerService broker, int port) {
        this.directory = directory;
        this.broker = broker;
        this.port = port;
    }

    /** Prints the configuration for the accounts below the directory, and starts a broker with it. */
    static XmlBroker start(Path directory) throws Exception {
        String xml = printed(directory)
                .replace("tcp://127.0.0.1:61616", "tcp://127.0.0.1:0")
                .replace("${activemq.data}", directory.resolve("activemq").toString())
                .replace("<broker ", "<broker useJmx=\"false\" useShutdownHook=\"false\" ");
        Path file = Files.writeString(directory.resolve("activemq.xml"), xml);
        BrokerService broker = new XBeanBrokerFactory().createBroker(URI.create("xbean:file:" + file.toAbsolutePath()));
        broker.start();
        broker.waitUntilStarted();
        return new XmlBroker(
                directory,
                broker,
                broker.getTransportConnectors().get(0).getConnectUri().getPort());
    }

    /** The output of the command. Another test can write to the same console before and after it. */
    static String printed(Path directory) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            EngineApplication.main(new String[] {
                BrokerConfigurationCommand.NAME,
                "--coincide.data-directory=" + directory,
                "--coincide.broker.store.disk=64MB"
            });
        } finally {
            System.setOut(console);
        }
        String text = out.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf("<?xml"), text.lastIndexOf(END) + END.length());
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    String password(String key) throws IOException {
        Properties accounts = new Properties();
        try (var file = Files.newBufferedReader(directory.resolve("accounts.properties"))) {
            accounts.load(file);
        }
        return accounts.getProperty(key);
    }

    ExternalBrokerAddress address() throws IOException {
        return new ExternalBrokerAddress(
                "failover:(" + url() + ")?startupMaxReconnectAttempts=1&timeout=5000",
                new Credentials("coincide.server", password("broker.server.password")));
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The broker did not stop", failure);
        }
        broker.waitUntilStopped();
    }
}
