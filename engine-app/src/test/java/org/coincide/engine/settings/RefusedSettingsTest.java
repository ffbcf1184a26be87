package org.coincide.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.coincide.engine.EngineApplication;
import org.coincide.engine.support.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Starts of the server with settings that make no sense. A start that is not refused ends before its first bean. */
class RefusedSettingsTest {

    private static final String REPORTER = "org.coincide.engine.startup.StartupFailureReporter";

    @TempDir
    private Path directory;

    /** Setting, value, and a part of the remedy. */
    private static final String NONSENSE =
            """
            coincide.payment.invoice-due                   | 14                | 1m to 3650d
            coincide.payment.invoice-due                   | -14d              | 1m to 3650d
            coincide.payment.invoice-due                   | 0d                | 1m to 3650d
            coincide.payment.invoice-due                   | 14 days           | 1m to 3650d
            coincide.payment.invoice-due                   | two weeks         | 1m to 3650d
            coincide.payment.invoice-due                   | ``                | 1m to 3650d
            coincide.payment.refund-check                  | 3600              | 100ms to 30d
            coincide.payment.refund-poll                   | -1s               | 100ms to 1h
            coincide.payment.key-lifetime                  | 0s                | 1m to 365d
            coincide.payment.report-attempts               | 0                 | 1 to 1000
            coincide.payment.statement-lines               | -1000             | 1 to 100000
            coincide.payment.at-once                       | many              | 1 to 10000
            coincide.payment.provider                      | Stripe!           | lower-case letters
            coincide.payment.invoice-du                    | 14d               | coincide.payment.invoice-due
            coincide.payment.stripe.network-retries        | 99                | 0 to 10
            coincide.payment.stripe.read-timeout           | 20                | 1s to 5m
            coincide.payment.stripe.api-base               | stripe            | http
            coincide.payment.stripe.api-kee                | sk_1              | coincide.payment.stripe.api-key
            coincide.delivery.poll                         | 0s                | 100ms to 1h
            coincide.delivery.warehouse                    | SOMETIMES         | AUTOMATIC or MANUAL
            coincide.delivery.pieces-per-consignment       | -1                | 0 to 1000000
            coincide.delivery.parcel.length                | 0                 | 1 to 10000
            coincide.delivery.parcel.weight                | 1e3               | 0 to 1000000
            coincide.delivery.sender.country               | Germany           | ISO 3166-1
            coincide.delivery.sender.name                  | ``                | text
            coincide.delivery.parcels.length               | 400               | coincide.delivery.parcel.length
            coincide.broker.port                           | 70000             | 0 to 65535
            coincide.broker.port                           | -1                | 0 to 65535
            coincide.broker.address                        | 0.0.0.0           | coincide.broker.behind-tls=true
            coincide.broker.address                        | 192.0.2.1         | coincide.broker.behind-tls=true
            coincide.broker.address                        | ``                | 127.0.0.1
            server.address                                 | 0.0.0.0           | coincide.http.behind-tls=true
            server.address                                 | ``                | coincide.http.behind-tls=true
            management.server.address                      | 192.0.2.1         | coincide.http.behind-tls=true
            coincide.http.behind-tls                       | 1e3               | true or false
            coincide.broker.embedded                       | perhaps           | true or false
            coincide.broker.max-frame-size                 | 10B               | 64KB to 100MB
            coincide.broker.max-frame-size                 | 1048576           | 64KB to 100MB
            coincide.broker.max-frame-size                 | -1MB              | 64KB to 100MB
            coincide.broker.max-connections                | 0                 | 1 to 10000
            coincide.broker.inactivity                     | 30                | 1s to 10m
            coincide.broker.store.disk                     | 10B               | 16MB to 100TB
            coincide.broker.store.disk                     | 4 gigabytes       | 16MB to 100TB
            coincide.broker.store.send-fail-after          | 0s                | 100ms to 1m
            coincide.broker.connection.prefetch            | 1000              | 1 to 100
            coincide.broker.listener.concurrency           | lots              | 1-2
            coincide.broker.adress                         | 127.0.0.1         | coincide.broker.address
            coincide.relay.batch-size                      | 0                 | 1 to 1000
            coincide.relay.lease                           | 0s                | 1s to 1h
            coincide.relay.lease                           | 15                | 1s to 1h
            coincide.relay.max-back-off                    | -10s              | 100ms to 10m
            coincide.relay.polling                         | 1s                | coincide.relay.poll
            coincide.processes.poll                        | 1                 | 100ms to 1h
            coincide.processes.check.max-states              | -5                | 1 to 100000000
            coincide.requests.attempts                     | 1.5               | 1 to 1000
            coincide.requests.pause                        | 50                | 1ms to 1m
            coincide.returns.window                        | -30d              | 1h to 3650d
            coincide.returns.accepted                      | 2                 | true or false
            coincide.hsqldb.checkpoint.above               | 10B               | 1MB to 10GB
            coincide.hsqldb.checkpoint.interval            | 0s                | 100ms to 1h
            coincide.hsqldb.statements.kept                | -1                | 0 to 10000
            coincide.input.body-limit                      | 10B               | 64KB to 16MB
            coincide.input.body-limit                      | 262144            | 64KB to 16MB
            coincide.input.json-depth                      | 1                 | 16 to 1000
            coincide.intake.consumers                      | 1000000           | 1 to 100
            coincide.intake.max-text-size                  | 1TB               | 64KB to 100MB
            coincide.journal.server-name                   | Co incide         | [a-z]
            coincide.migration.at-most                     | 0                 | 1 to 10000
            coincide.simulation.enabled                    | yes please        | true or false
            coincide.simulation.payment.latency            | -1s               | 0ms to 1m
            coincide.simulation.carrier.poll               | 500               | 10ms to 1h
            coincide.simulaton.enabled                     | true              | coincide.simulation.enabled
            coincide.catalogue.location                    | file:/no/such.csv | CSV file
            coincide.data-directory                        | ``                | ./data
            coincide.clients.acme.order-limit              | -1                | above 0
            coincide.clients.acme.order-limit              | much              | above 0
            coincide.clients.acme.orderlimits              | 5000              | order-limit
            coincide.client.secret                         | any               | coincide.
            coincide.accounts.operator.password            | geheim            | at least 10 characters
            coincide.accounts.operator.password            | MyOperator-1      | without the user name
            coincide.accounts.person.wanda.password        | wanda             | at least 10 characters
            coincide.accounts.client.acme.secrt            | any               | coincide.accounts.client.<name>.secret
            coincide.accounts.bank.name                    | the bank          | without spaces
            coincide.accounts.operator.pasword             | any               | coincide.accounts.operator.password
            """;

    /** Values that are good alone, but not beside the default of another setting. */
    private static final String CONTRADICTIONS =
            """
            coincide.broker.store.memory-per-queue         | 256MB             | coincide.broker.store.memory
            coincide.broker.redelivery.longest             | 500ms             | coincide.broker.redelivery.first
            coincide.broker.listener.concurrency           | 5-1               | minimum-maximum
            coincide.login.longest-delay                   | 1s                | coincide.login.first-delay
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
                  relay:
                    poll: 500
                    batchsize: 0
                  people:
                    wanda: warehouse
                  payments:
                    invoice-due: 14d
                """);
        assertThat(reportOf("--spring.config.additional-location=file:" + file, "--coincide.broker.port=x"))
                .contains("4 settings are not valid")
                .contains(
                        "Setting: coincide.relay.poll",
                        "own.yaml] - 3:11",
                        "no unit",
                        "10ms to 1h. The default is 500ms.")
                .contains("Setting: coincide.relay.batch-size", "own.yaml] - 4:16")
                .contains("Setting: coincide.payments.invoice-due", "own.yaml] - 8:18", "coincide.payment.invoice-due")
                .contains("Setting: coincide.broker.port", "commandLineArgs");
    }

    @Test
    void aTimeNotAboveOneOfAnotherClassIsRefused() {
        assertThat(reportOf("--coincide.dead-letters.failing-for=10s"))
                .contains(
                        "Setting: coincide.dead-letters.failing-for",
                        "Value: \"10s\"",
                        "not above coincide.broker.redelivery.longest, which is 10s.",
                        "Set more than the value of coincide.broker.redelivery.longest.");
        assertThat(reportOf("--coincide.broker.redelivery.longest=1h"))
                .contains("Setting: coincide.dead-letters.failing-for", "Value: \"15m\"", "Origin: default");
        assertAccepted(Map.of(), "--coincide.dead-letters.failing-for=11s");
        assertAccepted(
                Map.of(), "--coincide.broker.redelivery.longest=1h", "--coincide.dead-letters.failing-for=3601s");
    }

    @Test
    void anUnknownEnvironmentVariableIsRefused() {
        assertThat(reportOf(Map.of("COINCIDE_RELAY_BATCHSICE", "100")))
                .contains("Setting: COINCIDE_RELAY_BATCHSICE", "Value: \"100\"", "COINCIDE_RELAY_BATCHSIZE");
    }

    @Test
    void everyFormOfAnEnvironmentVariableIsKnown() {
        assertAccepted(Map.of(
                "COINCIDE_RELAY_BATCHSIZE", "100",
                "COINCIDE_PAYMENT_INVOICE_DUE", "14d",
                "COINCIDE_PEOPLE_WANDA", "warehouse",
                "COINCIDE_PEOPLE_OTTO_0", "order-desk",
                "COINCIDE_CLIENTS_GLOBEX_ORDERLIMIT", "5000",
                "COINCIDE_ACCOUNTS_CLIENT_ACME_SECRET", "geheim",
                "COINCIDE_ACCOUNTS_OPERATOR_PASSWORD", "Long-enough-1",
                "COINCIDE_BROKER_STORE_MEMORYPERQUEUE", "8MB"));
    }

    @Test
    void mapsTakeAnyNameAndAnyNotation() {
        assertAccepted(
                Map.of(),
                "--coincide.people.wanda=warehouse,order-desk",
                "--coincide.people[otto][0]=order-desk",
                "--coincide.clients.new-client.orderLimit=1",
                "--coincide.clients.acme.order-limit=",
                "--coincide.relay.batchSize=100",
                "--coincide.relay.batch_size=100",
                "--coincide.accounts.person.wanda.password=Long-enough-1",
                "--coincide.broker.address=0.0.0.0",
                "--coincide.broker.behind-tls=true");
        assertAccepted(Map.of(), "--server.address=0.0.0.0", "--coincide.http.behind-tls=true");
        assertAccepted(
                Map.of(),
                "--server.address=0.0.0.0",
                "--server.ssl.bundle=shop",
                "--management.server.address=192.0.2.1",
                "--management.server.ssl.bundle=shop");
    }

    @Test
    void aNamelessValueOfAMapIsChecked() {
        assertThat(reportOf("--coincide.people.Wanda=warehouse")).contains("Setting: coincide.people");
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
        try (CapturedLog log = CapturedLog.of(REPORTER)) {
            assertThatThrownBy(() -> start(environment, arguments)).isInstanceOf(InvalidSettingsException.class);
            return log.messages().stream()
                    .map(line -> line.startsWith("  ") ? line.substring(2) : line)
                    .collect(Collectors.joining("\n"));
        }
    }

    private void start(Map<String, Object> environment, String... arguments) {
        ApplicationContextInitializer<ConfigurableApplicationContext> variables = context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", environment));
        ApplicationContextInitializer<ConfigurableApplicationContext> end = context -> {
            throw new SpringApplication.AbandonedRunException();
        };
        new SpringApplicationBuilder(EngineApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .initializers(new First(variables), end)
                .run(arguments);
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
