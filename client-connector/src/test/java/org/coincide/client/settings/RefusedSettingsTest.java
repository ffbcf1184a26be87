package org.coincide.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.coincide.client.ClientApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Starts of the client with settings that make no sense. A start that is not refused ends before its first bean. */
class RefusedSettingsTest {

    @TempDir
    private Path directory;

    /** Setting, value, and a part of the remedy. */
    private static final String NONSENSE =
            """
            coincide.inbox.receive-wait            | 500              | 10ms to 10s
            coincide.inbox.receive-wait            | -500ms           | 10ms to 10s
            coincide.inbox.receive-wait            | 0s               | 10ms to 10s
            coincide.inbox.receive-wait            | half a second    | 10ms to 10s
            coincide.inbox.receive-wait            | ``               | 10ms to 10s
            coincide.inbox.receive-wait            | 500 ms.          | 10ms to 10s
            coincide.inbox.fill-wait               | 0                | 0ms to 1s
            coincide.inbox.fill-wait               | -1ms             | 0ms to 1s
            coincide.inbox.fill-wait               | 1h               | 0ms to 1s
            coincide.inbox.batch-size              | 0                | 1 to 200
            coincide.inbox.batch-size              | 201              | 1 to 200
            coincide.inbox.batch-size              | 1.5              | 1 to 200
            coincide.inbox.batch-size              | ``               | 1 to 200
            coincide.inbox.batch-size              | 4294967297       | 1 to 200
            coincide.inbox.attempts-per-message    | -5               | 1 to 1000
            coincide.inbox.first-retry             | 0ms              | 10ms to 1m
            coincide.inbox.longest-retry           | 30               | 100ms to 1h
            coincide.inbox.stop-wait               | 20               | 100ms to 5m
            coincide.inbox.stop-wait               | 1d               | 100ms to 5m
            coincide.inbox.enabled                 | maybe            | true or false
            coincide.inbox.batchsice               | 100              | coincide.inbox.batch-size
            coincide.inbox                         | true             | coincide.inbox.enabled
            coincide.ordering.poll-interval        | 0s               | 10ms to 1d
            coincide.ordering.poll-interval        | 200              | 10ms to 1d
            coincide.ordering.send-batch           | 0                | 1 to 1000
            coincide.ordering.send-batch           | 0x10000          | 1 to 1000
            coincide.ordering.resend-after         | -30s             | 100ms to 1d
            coincide.ordering.resend-after         | 30               | 100ms to 1d
            coincide.ordering.resend-at-most       | 1y               | 1s to 30d
            coincide.ordering.report-interval      | 0s               | 1s to 1d
            coincide.order.resend-after            | 30s              | coincide.ordering.resend-after
            coincide.requests.poll-interval        | 1                | 10ms to 1d
            coincide.requests.send-batch           | 100000           | 1 to 1000
            coincide.requests.inquiry-interval     | 0s               | 100ms to 1d
            coincide.requests.inquiry-unknown-for  | 1                | 1s to 365d
            coincide.requests.inquiry-sweep        | 2d               | 100ms to 1h
            coincide.requests.keep-sent            | 30               | 1h to 3650d
            coincide.requests.keep-sent            | -30d             | 1h to 3650d
            coincide.requests.report-interval      | ``               | 1s to 1d
            coincide.requests.attempts             | 20               | coincide.
            coincide.web.body-limit                | 10B              | 64KB to 16MB
            coincide.web.body-limit                | 262144           | 64KB to 16MB
            coincide.web.body-limit                | -256KB           | 64KB to 16MB
            coincide.web.body-limit                | 256kB            | 64KB to 16MB
            server.address                         | 0.0.0.0          | coincide.http.behind-tls=true
            server.address                         | ``               | coincide.http.behind-tls=true
            management.server.address              | 192.0.2.1        | coincide.http.behind-tls=true
            coincide.http.behind-tls               | 1e3              | true or false
            coincide.web.watch-limit               | 0                | 1 to 10000
            coincide.web.watch-time                | 0s               | 1s to 1d
            coincide.web.watch-pause               | 250              | 0ms to 1m
            coincide.web.host                      | localhost        | coincide.web.hosts
            coincide.web.login.mode                | basic            | LOCAL or OIDC or NONE
            coincide.web.login.mode                | oidc             | spring.security.oauth2.client.registration
            coincide.web.login.user                | a b              | [A-Za-z0-9._@-]
            coincide.web.login.attempts            | 0                | 1 to 1000
            coincide.web.login.longest-session     | 12               | 1m to 30d
            coincide.webhook.receivers.erp.url     | http://erp       | an https URL
            coincide.webhook.receivers.erp.url     | https://erp/{id} | an https URL
            coincide.webhook.receivers.erp.url     | https://my_erp/  | letters, digits, hyphens and dots
            coincide.webhook.receivers.erp.url     | https://erp:70000 | an https URL
            coincide.webhook.receivers.erp.secret  | geheim           | whsec_
            coincide.webhook.receivers.erp.secret  | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwA | 24 to 64 bytes in Base64
            coincide.webhook.receivers.erp.secret  | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS= | 24 to 64 bytes in Base64
            coincide.hand-on-queue.url             | tcp://{host}:616 | ActiveMQ URL
            coincide.catalogue.url                 | https://server_1 | letters, digits, hyphens and dots
            coincide.catalogue.url                 | https://{host}   | letters, digits, hyphens and dots
            coincide.broker.url                    | ``               | ActiveMQ URL
            coincide.broker.url                    | localhost:61616  | ActiveMQ URL
            coincide.broker.url                    | http://localhost | ActiveMQ URL
            coincide.broker.url                    | tcp://{host}:616 | ActiveMQ URL
            coincide.broker.uri                    | tcp://localhost  | coincide.broker.url
            coincide.broker.prefetch               | 0                | 1 to 100
            coincide.broker.prefetch               | 1000             | 1 to 100
            coincide.broker.close-timeout          | 5                | 100ms to 1m
            coincide.broker.port                   | 61616            | coincide.broker.
            coincide.client.secrets                | geheim           | coincide.client.secret
            coincide.data-directory                | ``               | ./data
            coincide.datadirectorie                | ./data           | coincide.data-directory
            """;

    /** Values that are good alone, but not beside the default of another setting. */
    private static final String CONTRADICTIONS =
            """
            coincide.inbox.longest-retry           | 100ms            | coincide.inbox.first-retry
            coincide.ordering.resend-at-most       | 10s              | coincide.ordering.resend-after
            coincide.requests.inquiry-at-most      | 1s               | coincide.requests.inquiry-interval
            """;

    /** @param remedy a part of it */
    private record Row(String setting, String value, String remedy) {

        static Row of(String line) {
            String[] cells = line.split("\\|");
            return new Row(cells[0].strip(), cells[1].strip().replace("``", ""), cells[2].strip());
        }

        String argument() {
            return "--" + setting + "=" + value;
        }

        /** The lines about the setting in a report. */
        String problem() {
            boolean secret = (setting + remedy).matches(".*(secr.*|key|password.*)");
            return "Setting: %s\n    Value: \"%s\"\n    Origin: \"%s\" from property source \"commandLineArgs\"\n"
                    .formatted(setting, secret ? "hidden" : value, setting);
        }
    }

    /** Starts with as many nonsense values as possible: each start has one value of each setting. */
    static List<List<Row>> starts() {
        List<List<Row>> starts = new ArrayList<>();
        NONSENSE.lines().map(Row::of).forEach(row -> {
            Predicate<List<Row>> hasNot = rows -> rows.stream().noneMatch(other -> other.setting.equals(row.setting));
            List<Row> start = starts.stream().filter(hasNot).findFirst().orElseGet(() -> {
                starts.add(new ArrayList<>());
                return starts.get(starts.size() - 1);
            });
            start.add(row);
        });
        starts.add(CONTRADICTIONS.lines().map(Row::of).toList());
        return starts;
    }

    @ParameterizedTest
    @MethodSource("starts")
    void nonsenseValuesAreRefused(List<Row> rows) {
        String report = reportOf(rows.stream().map(Row::argument).toArray(String[]::new));
        assertThat(rows).allSatisfy(row -> {
            assertThat(report).contains(row.problem());
            String[] remedies = report.substring(report.indexOf(row.problem())).split("\n\n");
            assertThat(remedies[0]).contains(row.remedy());
        });
    }

    @Test
    void aReportListsAllFaultsWithTheirOrigins() throws Exception {
        Path file = Files.writeString(
                directory.resolve("own.yaml"),
                """
                coincide:
                  inbox:
                    receive-wait: 500
                    batchsize: 0
                  orders:
                    resend-after: 30s
                """);
        assertThat(reportOf("--spring.config.additional-location=file:" + file, "--coincide.broker.prefetch=x"))
                .contains("4 settings are not valid")
                .contains(
                        "Setting: coincide.inbox.receive-wait", "own.yaml] - 3:19", "no unit", "The default is 500ms.")
                .contains("Setting: coincide.inbox.batch-size", "own.yaml] - 4:16")
                .contains("Setting: coincide.orders.resend-after", "own.yaml] - 6:19", "coincide.ordering.resend-after")
                .contains("Setting: coincide.broker.prefetch", "commandLineArgs");
    }

    @Test
    void anUnknownEnvironmentVariableIsRefused() {
        assertThat(reportOf(Map.of("COINCIDE_INBOX_BATCHSICE", "100")))
                .contains("Setting: COINCIDE_INBOX_BATCHSICE", "Value: \"100\"", "COINCIDE_INBOX_BATCHSIZE");
    }

    @Test
    void everyFormOfANameIsKnown() {
        assertAccepted(
                Map.of(
                        "COINCIDE_INBOX_BATCHSIZE", "100",
                        "COINCIDE_INBOX_BATCH_SIZE", "100",
                        "COINCIDE_CLIENT_SECRET", "geheim",
                        "COINCIDE_DATADIRECTORY", "data",
                        "COINCIDE_WEB_HOSTS_0", "localhost"),
                "--coincide.ordering.resendAfter=10s",
                "--coincide.web.hosts=localhost,client.example.org");
    }

    @Test
    void aLedgerWithoutALoginListensOnLoopbackOnly() {
        assertThat(reportOf(
                        "--coincide.web.login.mode=none",
                        "--server.address=0.0.0.0",
                        "--coincide.http.behind-tls=true"))
                .contains("Setting: coincide.web.login.mode", "Set local or oidc, or set server.address=127.0.0.1.");
    }

    @Test
    void aProviderWithoutTheScopeOpenidIsRefused() {
        assertThat(reportOf(
                        "--coincide.web.login.mode=oidc",
                        "--spring.security.oauth2.client.registration.company.client-id=any",
                        "--spring.security.oauth2.client.registration.company.scope=profile"))
                .contains("Setting: spring.security.oauth2.client.registration.company.scope", "Set openid,profile.");
    }

    @Test
    void anInvalidHostIsRefused() {
        assertThat(reportOf("--coincide.web.hosts=http://localhost/")).contains("Setting: coincide.web.hosts");
    }

    @Test
    void theDefaultsAreAccepted() {
        assertAccepted(Map.of());
    }

    private void assertAccepted(Map<String, Object> environment, String... arguments) {
        assertThatThrownBy(() -> start(environment, arguments))
                .isInstanceOf(SpringApplication.AbandonedRunException.class);
    }

    private String reportOf(String... arguments) {
        return reportOf(Map.of(), arguments);
    }

    private String reportOf(Map<String, Object> environment, String... arguments) {
        InvalidSettingsException refusal =
                catchThrowableOfType(InvalidSettingsException.class, () -> start(environment, arguments));
        FailureAnalysis analysis = new InvalidSettingsFailureAnalyzer().analyze(refusal);
        assertThat(analysis.getAction()).contains("docs/settings.md");
        return analysis.getDescription();
    }

    private void start(Map<String, Object> environment, String... arguments) {
        ApplicationContextInitializer<ConfigurableApplicationContext> variables = context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", environment));
        ApplicationContextInitializer<ConfigurableApplicationContext> end = context -> {
            throw new SpringApplication.AbandonedRunException();
        };
        new SpringApplicationBuilder(ClientApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .initializers(new First(variables), end)
                .run(withSecret(arguments));
    }

    private static String[] withSecret(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                "--coincide.client.secret=any",
                                "--logging.level.org.springframework.boot.diagnostics=off"),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    /** Runs before the check of the settings. */
    private record First(ApplicationContextInitializer<ConfigurableApplicationContext> initializer)
            implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            initializer.initialize(context);
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }
}
