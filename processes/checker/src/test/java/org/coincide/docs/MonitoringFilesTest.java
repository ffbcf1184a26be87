package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules and dashboards. That their metrics exist is tested at running programs. */
class MonitoringFilesTest {

    private static final Path FOLDER = Path.of("docs/monitoring");
    private static final Path SITUATIONS = Path.of("processes/checker/src/test/monitoring/alerts-test.yaml");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^ +runbook: docs/(runbook\\.md#\\S+)$");

    private static final Pattern RULE = Pattern.compile(
            "(?m)^ +- alert: (?<name>\\w+)\n +expr: >-\n +(?<query>.+)\n(?:(?! +- alert:).+\n)*? +runbook: docs/(?<section>\\S+)$");
    private static final Pattern METRIC = Pattern.compile("\\b(?:coincide|hikaricp)_[a-z_]+");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z]+_[^|]*) \\| [^|]* \\| ?([^|]*)\\|$");

    private static final Pattern TROUBLE = Pattern.compile(
            "refus|fail|retried|dead|damaged|behind|orphan|overdue|missing|evicted|unverified|incident|warning|paused|backing|un[a-z]+_age");

    private final Documentation documentation = Documentation.ofThisRepository();
    private final String alerts = documentation.text(FOLDER.resolve("alerts.yaml"));

    @Test
    void everyAlertHasARowInTheRunbook() {
        String runbook = documentation.text(Path.of("docs/runbook.md"));

        assertThat(names()).isNotEmpty().allMatch(name -> runbook.contains("| " + name + " |"));
    }

    @Test
    void everyAlertLeadsToASectionOfTheRunbook() {
        List<String> links =
                RUNBOOK.matcher(alerts).results().map(link -> link.group(1)).toList();

        assertThat(links)
                .hasSameSizeAs(names())
                .allMatch(link ->
                        documentation.leadsSomewhere(new Documentation.Mention(Path.of("docs/README.md"), link)));
    }

    /** A row of the list of metrics with an alarm names the section that a rule for its metric leads to, or says why no rule watches it. */
    @Test
    void everyAlarmOfTheListOfMetricsHasARule() {
        List<Row> alarms = rows().stream()
                .filter(row -> !row.alarm().isBlank() && !row.alarm().contains("no alert:"))
                .toList();

        assertThat(alarms).isNotEmpty().allSatisfy(row -> assertThat(
                        rules().stream().filter(rule -> row.alarm().contains("(../" + rule.section() + ")")))
                .as("rules that lead to the section of %s", row)
                .anyMatch(rule -> row.metrics().stream().anyMatch(rule.metrics()::contains)));
    }

    @Test
    void everyMetricOfARuleIsAnAlarmInTheListOfMetrics() {
        Set<String> alarms = rows().stream()
                .filter(row -> !row.alarm().isBlank())
                .flatMap(row -> row.metrics().stream())
                .collect(Collectors.toSet());

        assertThat(rules())
                .hasSameSizeAs(names())
                .allSatisfy(rule -> assertThat(alarms).as(rule.name()).containsAll(rule.metrics()));
    }

    /** A metric that counts something wrong must not go without an alarm because nobody wrote one into its row. */
    @Test
    void everyMetricWithoutAnAlarmCountsOrdinaryWork() {
        assertThat(rows().stream().filter(row -> row.alarm().isBlank()).flatMap(row -> row.metrics().stream()))
                .isNotEmpty()
                .noneMatch(name -> TROUBLE.matcher(name).find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-dashboard.json", "client-dashboard.json"})
    void everyPanelOfADashboardHasAQuery(String file) throws IOException {
        JsonNode panels = new ObjectMapper()
                .readTree(documentation.text(FOLDER.resolve(file)))
                .path("panels");

        assertThat(panels).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(panel.path("targets"))
                    .allMatch(target -> !target.path("expr").asText().isBlank());
        });
    }

    @Test
    void promtoolAcceptsTheAlertRules() throws Exception {
        promtool("check", "rules", FOLDER.resolve("alerts.yaml"));
    }

    @Test
    void theExpectedAlertsFireInEachSituation() throws Exception {
        promtool("test", "rules", SITUATIONS);
    }

    @Test
    void everyAlertFiresInASituation() {
        assertThat(names()).allMatch(name -> documentation.text(SITUATIONS).contains("alertname=\"" + name + "\""));
    }

    /** Runs where Debian's package promtool is installed, as by .ci/run, or with -Dtest.promtool=PATH. */
    private void promtool(String command, String subject, Path file) throws Exception {
        Path promtool = Path.of(System.getProperty("test.promtool", "/usr/bin/promtool"));
        assumeTrue(Files.isExecutable(promtool), "promtool is not installed, so the alert rules are not tested");
        Process process = new ProcessBuilder(
                        promtool.toString(),
                        command,
                        subject,
                        documentation.root().resolve(file).toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(output).isZero();
    }

    private List<String> names() {
        return ALERT.matcher(alerts).results().map(alert -> alert.group(1)).collect(Collectors.toList());
    }

    private List<Rule> rules() {
        return RULE.matcher(alerts)
                .results()
                .map(rule -> new Rule(rule.group(1), metrics(rule.group(2)), rule.group(3)))
                .toList();
    }

    private List<Row> rows() {
        String operations = documentation.text(Path.of("docs/operations/monitoring.md"));
        String list = operations.substring(operations.indexOf("\n## Metrics\n"));
        return ROW.matcher(list)
                .results()
                .map(row -> new Row(metrics(row.group(1)), row.group(2)))
                .toList();
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private record Rule(String name, Set<String> metrics, String section) {}

    private record Row(Set<String> metrics, String alarm) {}
}
