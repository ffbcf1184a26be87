package org.coincide.client.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {

    @Test
    void aBusyPortIsReportedWithItsProperty() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DemoSettings settings = settings(busy.getLocalPort());

            assertThatExceptionOfType(DemoException.class)
                    .isThrownBy(settings::requireFreePorts)
                    .withMessageContaining("Port " + busy.getLocalPort() + " is not free")
                    .withMessageContaining("-Ddemo.broker.port=PORT")
                    .withMessageNotContaining("demo.server.port");
        }
    }

    @Test
    void freePortsAreAccepted() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThatNoException().isThrownBy(settings(port)::requireFreePorts);
    }

    @Test
    void aTimeOutIsExplainedInOneSentence() {
        assertThat(DemoSettings.of(properties("demo.timeout", "3m")).timedOut("The server was not ready", "the log"))
                .hasMessage("The server was not ready within 180 seconds. See the log; on a slow machine, allow more"
                        + " time with -Ddemo.timeout=360s.");
    }

    /** The broker's port as given; any free port for the others. */
    private static DemoSettings settings(int brokerPort) {
        Properties properties = properties("demo.broker.port", String.valueOf(brokerPort));
        for (String part : new String[] {"server", "server.management", "client", "client.management"}) {
            properties.setProperty("demo." + part + ".port", "0");
        }
        return DemoSettings.of(properties);
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }
}
