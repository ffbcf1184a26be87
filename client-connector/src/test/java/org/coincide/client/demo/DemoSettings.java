package org.coincide.client.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;

/**
 * The ports and the time-out of the demo, by default those of both applications. {@code -Ddemo.server.port=} and the like
 * change them; the {@code demo} profile of the root POM has the defaults and checks the ports before it builds.
 */
record DemoSettings(
        Port server, Port serverManagement, Port client, Port clientManagement, Port broker, Duration timeout) {

    /** @param purpose the part of the demo that listens on the port */
    record Port(String property, int number, String purpose) {

        private static Port of(Properties properties, String property, int normally, String purpose) {
            return new Port(
                    property, Integer.parseInt(properties.getProperty(property, String.valueOf(normally))), purpose);
        }

        String url() {
            return "http://127.0.0.1:" + number;
        }

        private boolean isFree() {
            try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
                return socket.isBound();
            } catch (IOException inUse) {
                return false;
            }
        }

        private String whyNotFree() {
            return "Port " + number + " is not free on 127.0.0.1; the demo needs it for " + purpose
                    + ". Stop the process that uses the port (another demo?), or choose another port with -D"
                    + property + "=PORT.";
        }
    }

    static DemoSettings of(Properties properties) {
        return new DemoSettings(
                Port.of(properties, "demo.server.port", 8080, "the server"),
                Port.of(properties, "demo.server.management.port", 8082, "the server's health and metrics"),
                Port.of(properties, "demo.client.port", 8081, "the client"),
                Port.of(properties, "demo.client.management.port", 8083, "the client's health and metrics"),
                Port.of(properties, "demo.broker.port", 61616, "the message broker"),
                DurationStyle.detectAndParse(properties.getProperty("demo.timeout", "3m")));
    }

    /** Throws where a port is not free, with a sentence for each. */
    void requireFreePorts() {
        List<String> reasons = Stream.of(server, serverManagement, client, clientManagement, broker)
                .filter(port -> !port.isFree())
                .map(Port::whyNotFree)
                .toList();
        if (!reasons.isEmpty()) {
            throw new DemoException(String.join("\n", reasons));
        }
    }

    String brokerUrl() {
        return "tcp://127.0.0.1:" + broker.number() + "?wireFormat.maxFrameSize=1048576";
    }

    /** The sentence for something that did not happen in time. */
    DemoException timedOut(String expected, String log) {
        return new DemoException(expected + " within " + timeout.toSeconds() + " seconds. See " + log
                + "; on a slow machine, allow more time with -Ddemo.timeout="
                + timeout.multipliedBy(2).toSeconds() + "s.");
    }
}
