package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.models.ModelFiles;
import org.coincide.engine.support.OnHsqldb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;

/** Changed models are checked and simulated over HTTP and on the operators' page, and not deployed. */
@OnHsqldb
@SharedServer
class ModelTrialIT extends OperatorScenario {

    private static final String TRIAL = "/api/operations/processes/checks";
    private static final String HOLD = "hold.dmn";
    private static final String TABLE = ofTheServer(HOLD);
    private static final String CHANGED = TABLE.replace("\"CREDIT_LIMIT\"", "\"X_TOO_LARGE\"");
    private static final String REFUSED = TABLE.replace("\"CREDIT_LIMIT\"", "\"UNREGISTERED\"");

    @Test
    void aChangeIsSimulatedAndNotDeployed() {
        String deployed = fingerprint();

        JsonNode trial =
                post(Map.of("name", HOLD, "content", CHANGED), JsonNode.class).getBody();

        assertThat(trial.path("accepted").asBoolean()).isTrue();
        assertThat(trial.path("summary").asText()).endsWith(": no errors");
        assertThat(trial.path("differences"))
                .filteredOn(one -> one.path("situation").asText().equals("held and released"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("lines").toString())
                        .contains("- order ON_HOLD (CREDIT_LIMIT)", "+ order ON_HOLD (X_TOO_LARGE)"));
        assertThat(fingerprint()).isEqualTo(deployed);
    }

    @Test
    void anUnchangedModelMakesNoDifference() {
        JsonNode trial =
                post(Map.of("name", HOLD, "content", TABLE), JsonNode.class).getBody();

        assertThat(trial.path("accepted").asBoolean()).isTrue();
        assertThat(trial.path("situations").asInt()).isGreaterThan(10);
        assertThat(trial.path("differences")).isEmpty();
    }

    @Test
    void aMistakeIsNamed() {
        JsonNode trial =
                post(Map.of("name", HOLD, "content", REFUSED), JsonNode.class).getBody();

        assertThat(trial.path("accepted").asBoolean()).isFalse();
        assertThat(trial.path("errors")).anySatisfy(error -> {
            assertThat(error.path("file").asText()).isEqualTo(HOLD);
            assertThat(error.path("reason").asText()).contains("UNREGISTERED");
        });
    }

    @Test
    void aCellThatCannotBeReadIsNamed() {
        String unreadable = TABLE.replace("&gt; 200<", "&gt; 200 EUR<");

        JsonNode trial = post(Map.of("name", HOLD, "content", unreadable), JsonNode.class)
                .getBody();

        assertThat(trial.path("accepted").asBoolean()).isFalse();
        assertThat(trial.path("errors"))
                .anySatisfy(error -> assertThat(error.path("reason").asText()).contains("200 EUR"));
    }

    @Test
    void theReportIsAPageWithDiagrams() {
        ResponseEntity<String> page = operator()
                .exchange(
                        RequestEntity.post(TRIAL)
                                .accept(MediaType.TEXT_HTML)
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(files(Map.of("name", HOLD, "content", CHANGED))),
                        String.class);

        assertThat(page.getHeaders().getContentType()).isNotNull().matches(MediaType.TEXT_HTML::isCompatibleWith);
        assertThat(page.getBody()).contains("<svg", "order.bpmn", "X_TOO_LARGE");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aWrongRequestIsRefused(String kind, Map<String, ?> body) {
        ResponseEntity<JsonNode> answer = operator().postForEntity(TRIAL, body, JsonNode.class);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody().path("detail").asText()).isNotEmpty();
    }

    static Stream<Arguments> aWrongRequestIsRefused() {
        Map<String, String> table = Map.of("name", HOLD, "content", TABLE);
        return Stream.of(
                Arguments.of("no file", Map.of("files", List.of())),
                Arguments.of("no files", Map.of()),
                Arguments.of("no content", files(Map.of("name", HOLD))),
                Arguments.of("a file twice", Map.of("files", List.of(table, table))),
                Arguments.of("a folder", files(Map.of("name", "../" + HOLD, "content", TABLE))),
                Arguments.of("another file", files(Map.of("name", "hold.txt", "content", TABLE))));
    }

    @Test
    void aPersonAtThePageSeesTheDifferences() throws IOException {
        logIn(secrets.operator(), "/operations/#/models");
        browser.see("Models in use");
        browser.see(page().getByText("payment-settlement.bpmn"));

        tryOnThePage(REFUSED);
        browser.see("The server would refuse these files.");
        browser.picture("operations-models-refused");

        tryOnThePage(CHANGED);
        browser.see("The server would deploy these files.");
        page().getByText("held and released").click();
        browser.see(page().getByText("+ order ON_HOLD (X_TOO_LARGE)").first());
        browser.picture("operations-models");
        Download report = page().waitForDownload(() -> press("Save report with diagrams"));
        assertThat(Files.readString(report.path())).contains("<svg", "X_TOO_LARGE");
        assertThat(browser.complaints()).isEmpty();
    }

    private void tryOnThePage(String table) {
        label("Changed models, tables and forms")
                .setInputFiles(new FilePayload(HOLD, "text/xml", table.getBytes(StandardCharsets.UTF_8)));
        press("Check and simulate");
    }

    @Test
    void theNavigationLeadsToTheModels() {
        logIn(secrets.operator(), "/operations/");
        follow("Models");
        assertThat(page()).hasTitle("Models");
        assertThat(page().locator("nav a[aria-current]")).hasText("Models");
    }

    private <T> ResponseEntity<T> post(Map<String, String> file, Class<T> type) {
        ResponseEntity<T> answer = operator().postForEntity(TRIAL, files(file), type);
        assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.OK);
        return answer;
    }

    private static Map<String, List<Map<String, String>>> files(Map<String, String> file) {
        return Map.of("files", List.of(file));
    }

    private TestRestTemplate operator() {
        Credentials operator = secrets.operator();
        return http.withBasicAuth(operator.name(), operator.password());
    }

    private String fingerprint() {
        return jdbc.sql("SELECT fingerprint FROM model_deployment WHERE name = 'processes'")
                .query(String.class)
                .single();
    }

    private static String ofTheServer(String file) {
        return new String(ModelFiles.bundled().contents().get(file), StandardCharsets.UTF_8);
    }
}
