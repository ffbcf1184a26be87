package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coincide.engine.support.TestBroker.SERVER;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.coincide.engine.EngineApplication;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.CoincideProperties;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.outages.FailureLog;
import org.coincide.engine.support.CapturedLog;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;

/** Broker, accounts and connections as the server combines them, without the rest of the server. */
@Timeout(120)
class BrokerLifecycleTest {

    @TempDir
    Path directory;

    @Test
    void theServerSendsAndListensThroughItsOwnBroker() {
        try (ConfigurableApplicationContext server = start("coincide.broker.port=0")) {
            server.getBean(JmsTemplate.class).convertAndSend(QueueNames.ORDERS, "an order");

            await().untilAsserted(
                            () -> assertThat(server.getBean(Inbox.class).texts).containsExactly("an order"));
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStopIsQuiet() {
        ConfigurableApplicationContext server = start("coincide.broker.port=0");
        server.getBean(JmsTemplate.class).convertAndSend(QueueNames.ofClient("acme"), "waits");
        try (CapturedLog warnings = CapturedLog.of(Logger.ROOT_LOGGER_NAME)) {
            server.close();
            assertThat(warnings.messages()).isEmpty();
        }
        try (ConfigurableApplicationContext again = start("coincide.broker.port=0")) {
            assertThat(again.getBean(EmbeddedBroker.class).isRunning()).isTrue();
        }
    }

    @Test
    void aPortInUseIsExplained() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                CapturedLog log = CapturedLog.of("org.coincide.engine.startup.StartupFailureReporter")) {
            assertThatThrownBy(() -> start("coincide.broker.port=" + taken.getLocalPort()));

            assertThat(String.join("\n", log.messages()))
                    .contains("The server did not start.")
                    .contains("port " + taken.getLocalPort())
                    .contains("coincide.broker.port");
        }
    }

    @Test
    void noSecretIsLogged() {
        try (CapturedLog log = CapturedLog.ofAllAtDebug();
                ConfigurableApplicationContext server = start("coincide.broker.port=0")) {
            AccountSecrets secrets = server.getBean(AccountSecrets.class);
            assertThat(String.join("\n", log.messages()))
                    .isNotEmpty()
                    .doesNotContain(
                            secrets.server().password(), secrets.operator().password(), secrets.ofClient("acme"));
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theServerStartsAndStopsWithoutItsBroker() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ConfigurableApplicationContext server = start(
                "coincide.broker.embedded=false",
                "spring.activemq.broker-url=tcp://127.0.0.1:" + port,
                "spring.activemq.user=" + SERVER,
                "spring.activemq.password=" + SERVER,
                "coincide.broker.listener.first-reconnect=100ms",
                "coincide.broker.connection.connect-timeout=500ms")) {
            Inbox inbox = server.getBean(Inbox.class);
            TestBroker broker = TestBroker.with(directory, Map.of("port", String.valueOf(port)))
                    .started();
            arrives(server, inbox, "first");
            broker.stop();
            broker.started();
            arrives(server, inbox, "second");
            broker.stop();
        }
    }

    private static void arrives(ConfigurableApplicationContext server, Inbox inbox, String text) {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            server.getBean(JmsTemplate.class).convertAndSend(QueueNames.ORDERS, text);
            return true;
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> inbox.texts.contains(text));
    }

    private ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.NONE)
                .properties("coincide.data-directory=" + directory.resolve("data"), "spring.main.banner-mode=off")
                .run(Arrays.stream(properties).map("--"::concat).toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({JmsAutoConfiguration.class, SslAutoConfiguration.class})
    @EnableConfigurationProperties({BrokerProperties.class, CoincideProperties.class})
    @ComponentScan(
            basePackageClasses = {BrokerConfiguration.class, CoincideProperties.class, EngineApplication.class},
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.(Accounts|Broker|Clock)Configuration"))
    @ConfigurationPropertiesScan(basePackageClasses = FailureLog.class)
    @Import({Inbox.class, FailureLog.class})
    static class Server {}

    static class Inbox {

        private final List<String> texts = new CopyOnWriteArrayList<>();

        @JmsListener(destination = QueueNames.ORDERS)
        void take(TextMessage message) throws JMSException {
            texts.add(message.getText());
        }
    }
}
