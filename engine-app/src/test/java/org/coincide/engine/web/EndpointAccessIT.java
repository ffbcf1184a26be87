package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.coincide.engine.accounts.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The server's endpoints, their access rules, and their error responses. */
@WholeServer
class EndpointAccessIT extends HttpProbe {

    private static final String MALLORY =
            "{\"profile\":{\"id\":\"mallory\"},\"credentials\":{\"password\":\"Mallory-0123456789\"}}";

    private static final String SENT_MODEL =
            """
            --x\r
            Content-Disposition: form-data; name="deployment-name"\r
            \r
            order\r
            --x\r
            Content-Disposition: form-data; name="order.bpmn"; filename="order.bpmn"\r
            \r
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="any"/>\r
            --x--\r
            """;

    private static final Pattern NONCE_OF_A_SCRIPT = Pattern.compile("nonce=\"([^\"]+)\"");

    @LocalManagementPort
    int managementPort;

    @Autowired
    RepositoryService repository;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/setup/another/user/create",
                "/camunda/api/admin/setup",
                "/camunda/api/admin/setup/",
                "/camunda/api/admin/SETUP/default/user/create",
                "/camunda/app/admin/default/setup",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/admin/setup"
            })
    void peopleCannotBecomeAdministrators(String path) throws Exception {
        for (Credentials anyone : new Credentials[] {null, acme(), secrets.operator()}) {
            assertProblem(get(path, anyone), 403);
            assertProblem(post(path, anyone, MALLORY), 403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/admin/s%65tup/default/user/create",
                "/camunda/app/admin/another/%73etup/",
                "/camunda/api/admin/%2573etup/default/user/create",
                "/camunda/api/admin;x=y/setup/default/user/create",
                "/camunda/api/admin/setup;x=y/default/user/create",
                "/camunda/api/admin//setup/default/user/create",
                "/camunda/api/admin/./setup/default/user/create",
                "/camunda/api/admin/auth/../setup/default/user/create",
                "/camunda/api/admin/%2e/setup/default/user/create",
                "/camunda/api/admin%2fsetup/default/user/create",
                "/camunda/api/admin/setup%2fdefault/user/create",
                "/camunda/api/admin/setup%00/default/user/create",
                "/camunda%5capi/admin/setup/default/user/create"
            })
    void aCrookedPathIsNoWayIn(String path) throws Exception {
        assertProblem(get(path, null), 400);
        assertProblem(post(path, null, MALLORY), 400);
        assertThat(identities.createUserQuery().userId("mallory").count()).isZero();
    }

    /** Camunda Modeler's button "Deploy" calls the first of these paths and shows the message. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/deployment/create",
                "/engine-rest/engine/default/deployment/create",
                "/engine-rest/deployment/create/",
                "/engine-rest/deployment/some/redeploy",
                "/camunda/api/engine/engine/default/deployment/create"
            })
    void aDeploymentByCamundasApiIsRefusedWithTheRightPlace(String path) throws Exception {
        long deployments = repository.createDeploymentQuery().count();
        HttpResponse<String> answer = send(request(path, secrets.operator())
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(SENT_MODEL)));
        assertProblem(answer, 409);
        assertThat(new ObjectMapper().readTree(answer.body()).path("message").asText())
                .contains("coincide.processes.location");
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(deployments);
    }

    /** Tasklist shows tasks by filters only; without a filter the page would be empty. */
    @Test
    void tasklistHasAFilterFromTheFirstStart() throws Exception {
        assertThat(get("/engine-rest/filter", secrets.operator()).body()).contains("All tasks");
    }

    /** A browser runs none of a page's scripts where the page names another nonce than its header: the page stays blank. */
    @Test
    void camundasPagesRunTheirScriptsHoweverManyAskForThemAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> pages = Stream.generate(() -> BROWSER.sendAsync(
                        request("/camunda/app/tasklist/default/", null).build(), BodyHandlers.ofString()))
                .limit(100)
                .toList();
        assertThat(pages).extracting(CompletableFuture::join).allSatisfy(page -> {
            String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(NONCE_OF_A_SCRIPT.matcher(page.body()).results().map(nonce -> nonce.group(1)))
                    .isNotEmpty()
                    .allSatisfy(nonce -> assertThat(policy).contains("'nonce-" + nonce + "'"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/actuator/env",
                "/error",
                "/index.html",
                "/API/whoami",
                "/apiary",
                "/h2-console",
                "/webjars/camunda/app/admin/index.html",
                "/favicon.ico",
                "/engine-rest2"
            })
    void allOtherEndpointsAreClosed(String path) throws Exception {
        for (Credentials anyone : new Credentials[] {null, acme(), secrets.operator()}) {
            assertProblem(get(path, anyone), 403);
        }
    }

    @Test
    void theFrontDoorLeadsToCamunda() throws Exception {
        HttpResponse<String> answer = get("/", null);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/camunda/app/");
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 200",
        "/actuator/info, 200",
        "/actuator/prometheus, 200",
        "/actuator/env, 403",
        "/actuator/heapdump, 403",
        "/actuator/configprops, 403",
        "/actuator/beans, 403",
        "/actuator/loggers, 403",
        "/actuator/threaddump, 403",
        "/actuator/mappings, 403"
    })
    void theActuatorShowsHealthAndMetricsOnAPortOfItsOwn(String path, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path));
        assertThat(send(request).statusCode()).isEqualTo(status);
    }

    @Test
    void healthNamesTheSimulationAndShowsNoDetails() throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health"));
        assertThat(send(request).body())
                .startsWith("{\"status\":\"UP\"")
                .contains("\"simulation\":{\"status\":\"UP\"}")
                .doesNotContain("details");
    }

    @ParameterizedTest
    @CsvSource({
        "models, /components/processes/details/lastCheck, .*(since the start|states.*)",
        "broker, /components/queues/details/limits/disk, \\d+B"
    })
    void theCheckOfModelsAndTheLimitsOfTheBrokerAreInTheirGroups(String group, String detail, String shown)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/" + group));
        assertThat(new ObjectMapper().readTree(send(request).body()).at(detail).asText())
                .matches(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECTION", "PROPFIND"})
    void anUnusualMethodIsRefused(String method) throws Exception {
        HttpRequest.Builder request = request("/api/probe/whoami", acme()).method(method, BodyPublishers.noBody());
        assertThat(send(request).statusCode()).isBetween(400, 499);
    }

    @Test
    void anUnknownPathOfTheApiIsAProblem() throws Exception {
        assertProblem(get("/api/nothing-here", acme()), 404);
    }

    @Test
    void anErrorHidesInternals() throws Exception {
        HttpResponse<String> answer = get("/api/probe/broken", acme());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret of the inside", "Exception", "org.coincide");
    }

    @Test
    void everyAnswerCarriesTheHeadersThatBrowsersNeed() throws Exception {
        assertThat(get("/api/probe/whoami", acme()).headers().map())
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("X-Frame-Options", List.of("DENY"))
                .containsKeys("Cache-Control", "Content-Security-Policy");
        assertThat(get("/camunda/app/welcome/default/", null).headers().map())
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("X-Frame-Options", List.of("SAMEORIGIN"))
                .containsKeys("Content-Security-Policy", "Referrer-Policy");
    }
}
