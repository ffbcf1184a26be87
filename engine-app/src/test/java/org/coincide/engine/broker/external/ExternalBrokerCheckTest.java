package org.coincide.engine.broker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.ExternalBrokerAddress;
import org.coincide.engine.startup.StartupException;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;

class ExternalBrokerCheckTest {

    private static final Map<String, String> CLIENTS = Map.of("acme", "acme", "globex", "globex");

    @TempDir
    private Path directory;

    @Test
    void anActiveMqWithItsDefaultsIsRefusedInWords() throws Exception {
        try (TestableBroker bare = new TestableBroker(List.of())) {
            StartupException refusal = catchThrowableOfType(
                    StartupException.class, () -> check(bare.url()).start());

            assertThat(refusal)
                    .hasMessageContainingAll(
                            "not safe for several clients",
                            "JMSXUserID",
                            "populateJMSXUserID=\"true\"",
                            "It accepts a login of an unknown account",
                            "It accepts a login of acme with a wrong password.",
                            "acme can read trading.orders.",
                            "acme can read trading.client.globex.",
                            "globex can write to trading.client.acme.");
            assertThat(refusal.action()).contains("java -jar engine-app.jar broker-configuration");
        }
    }

    @Test
    void aBrokerWithLoginsButWithoutRightsIsRefused() throws Exception {
        BrokerPlugin logins = new SimpleAuthenticationPlugin(List.of(
                new AuthenticationUser("coincide.server", "coincide.server", "server"),
                new AuthenticationUser("acme", "acme", "clients"),
                new AuthenticationUser("globex", "globex", "clients")));
        try (TestableBroker open = new TestableBroker(List.of(logins))) {
            assertThat(probes(open.url()).faults())
                    .contains("acme can read trading.requests.", "acme can write to trading.client.acme.")
                    .noneMatch(fault -> fault.contains("login") || fault.contains("JMSXUserID"));
        }
    }

    @Test
    void theServersOwnBrokerPassesTheCheck() throws Exception {
        try (TestBroker broker = TestBroker.inMemory(directory)) {
            assertThat(probes(broker.url()).faults()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordOfTheServerIsNamed() throws Exception {
        try (TestBroker broker = TestBroker.inMemory(directory)) {
            BrokerProbes wrong = new BrokerProbes(
                    new ExternalBrokerAddress(failover(broker.url()), new Credentials("coincide.server", "?")),
                    CLIENTS);
            assertThat(wrong.faults()).singleElement().asString().contains("refuses the login", "coincide.server");
        }
    }

    @Test
    void aBrokerThatComesLaterIsCheckedAndStopsTheServer() throws Exception {
        GenericApplicationContext server = new GenericApplicationContext();
        server.refresh();
        String url;
        try (TestableBroker gone = new TestableBroker(List.of())) {
            url = gone.url();
        }
        ExternalBrokerCheck check = new ExternalBrokerCheck(() -> probes(url), server);
        check.start();
        assertThat(check.isRunning()).isTrue();

        try (TestableBroker bare = new TestableBroker(List.of(), url)) {
            assertThat(bare.url()).isEqualTo(url);
            check.checkLater();
            await().until(() -> !server.isActive());
        }
    }

    private static ExternalBrokerCheck check(String url) {
        return new ExternalBrokerCheck(() -> probes(url), new GenericApplicationContext());
    }

    private static BrokerProbes probes(String url) {
        return new BrokerProbes(
                new ExternalBrokerAddress(failover(url), new Credentials("coincide.server", "coincide.server")),
                CLIENTS);
    }

    private static String failover(String url) {
        return "failover:(" + url + ")?startupMaxReconnectAttempts=1&timeout=5000";
    }

    /** An ActiveMQ broker with its defaults and some plugins. */
    private static final class TestableBroker implements AutoCloseable {

        private final BrokerService service = new BrokerService();

        TestableBroker(List<BrokerPlugin> plugins) throws Exception {
            this(plugins, "tcp://127.0.0.1:0");
        }

        TestableBroker(List<BrokerPlugin> plugins, String url) throws Exception {
            service.setBrokerName("bare");
            service.setUseJmx(false);
            service.setUseShutdownHook(false);
            service.setPersistent(false);
            service.setPopulateJMSXUserID(!plugins.isEmpty());
            service.setPlugins(plugins.toArray(BrokerPlugin[]::new));
            service.addConnector(url);
            service.start();
        }

        String url() throws Exception {
            return "tcp://127.0.0.1:"
                    + service.getTransportConnectors().get(0).getConnectUri().getPort();
        }

        @Override
        public void close() {
            try {
                service.stop();
            } catch (Exception failure) {
                throw new IllegalStateException("The broker did not stop", failure);
            }
            service.waitUntilStopped();
        }
    }
}
