package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.broker.ClientProperties.Signatures;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.ServerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

/** Start-up failures and their messages, and shutdown while the broker is unreachable. */
@ExtendWith(OutputCaptureExtension.class)
class StartupIT {

    @TempDir
    Path data;

    @Test
    void aMissingSecretIsReportedWithItsSetting(CapturedOutput output) {
        assertThatException().isThrownBy(this::start);

        assertThat(output)
                .contains("Setting: coincide.client.secret", "The secret is not set.", "COINCIDE_CLIENT_SECRET");
    }

    @Test
    void anInvalidClientIdIsReportedWithItsSetting(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start("--coincide.client.id=Acme", "--coincide.client.secret=any"));

        assertThat(output).contains("Setting: coincide.client.id", "Value: \"Acme\"", "not a valid client identifier");
    }

    @Test
    void aNonDurableLedgerIsReportedWithTheMissingOption(CapturedOutput output) {
        var url = "--spring.datasource.url=jdbc:hsqldb:file:" + data.resolve("ledger") + ";hsqldb.tx=mvcc";
        assertThatException().isThrownBy(() -> start("--coincide.client.secret=any", url));

        assertThat(output)
                .contains(
                        "would lose acknowledged entries of the ledger",
                        "Add to spring.datasource.url: ;hsqldb.write_delay=false");
        assertThat(data.resolve("ledger.script")).doesNotExist();
    }

    @Test
    void anExistingLedgerWithLateWritesIsSetToDurable() throws SQLException {
        var file = "jdbc:hsqldb:file:" + data.resolve("ledger");
        try (var connection = DriverManager.getConnection(file, "sa", "");
                var sql = connection.createStatement()) {
            sql.execute("SET FILES WRITE DELAY 500 MILLIS");
            sql.execute("SHUTDOWN");
        }
        var url = "--spring.datasource.url=" + file + ";hsqldb.tx=mvcc;hsqldb.write_delay=false;shutdown=true";

        start("--coincide.client.secret=any", url).close();

        assertThat(data.resolve("ledger.script")).content().contains("SET FILES WRITE DELAY 0\n");
    }

    @Test
    void theServersAccountsFileProvidesTheSecret() throws IOException {
        Files.writeString(data.resolve("accounts.properties"), "client.acme.secret=from-the-server\n");
        try (var context = start()) {
            assertThat(context.getBean(ClientProperties.class).secret()).isEqualTo("from-the-server");
        }
        try (var context = start("--coincide.client.secret=given")) {
            assertThat(context.getBean(ClientProperties.class).secret()).isEqualTo("given");
        }
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(new ClientProperties(
                        "acme", "hush", Signatures.REQUIRED, "coincide", "", List.of(), List.of(), "hush"))
                .asString()
                .doesNotContain("hush");
    }

    @Test
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aWaitingOrderDoesNotBlockShutdown(CapturedOutput output) {
        var context = startForSending();
        placeAnOrder(context);
        await().until(() -> output.getOut().contains("Failed to connect to [tcp://127.0.0.1:1]"));

        context.close();

        assertThat(context.isActive()).isFalse();
    }

    @Test
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anOrderPlacedDuringShutdownDoesNotBlockIt(CapturedOutput output) {
        var context = startForSending();
        context.getBean("sendingLifecycle", Lifecycle.class).stop();
        placeAnOrder(context);
        await().until(() -> output.getOut().contains("Sending orders failed"));

        context.close();

        assertThat(context.isActive()).isFalse();
    }

    @Test
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anUnreachableBrokerDoesNotBlockShutdown() {
        var context = start("--coincide.client.secret=any", "--spring.lifecycle.timeout-per-shutdown-phase=10m");

        context.close();

        assertThat(context.isActive()).isFalse();
    }

    /** Starts a client whose order sending alone uses the broker, with a shutdown phase of ten minutes. */
    private ConfigurableApplicationContext startForSending() {
        return start(
                WebApplicationType.SERVLET,
                "--coincide.client.secret=any",
                "--coincide.inbox.enabled=false",
                "--spring.lifecycle.timeout-per-shutdown-phase=10m",
                // The log shows that the connection is tried.
                "--logging.level.org.apache.activemq.transport.failover.FailoverTransport=warn",
                "--server.port=0",
                "--management.server.port=0");
    }

    private static void placeAnOrder(ConfigurableApplicationContext client) {
        var port = ((ServletWebServerApplicationContext) client).getWebServer().getPort();
        assertThat(new ConnectorApi(port).place(ContractFiles.order("PO-1")).statusCode())
                .isEqualTo(202);
    }

    private ConfigurableApplicationContext start(String... more) {
        return start(WebApplicationType.NONE, more);
    }

    private ConfigurableApplicationContext start(WebApplicationType web, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(ServerKey.arguments());
        arguments.add("--coincide.data-directory=" + data);
        arguments.add("--coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=100");
        return new SpringApplicationBuilder(ClientApplication.class).web(web).run(arguments.toArray(String[]::new));
    }
}
