package org.coincide.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.coincide.engine.operations.Login;
import org.coincide.engine.operations.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who gets in where, asked over real HTTP. */
@WholeServer
@ExtendWith(OutputCaptureExtension.class)
class DoorsIT {

    private static final String MALLORY =
            "{\"profile\":{\"id\":\"mallory\"},\"credentials\":{\"password\":\"Mallory-0123456789\"}}";
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    Secrets secrets;

    @Autowired
    IdentityService identities;

    @BeforeEach
    void forgetWrongPasswords() {
        identities.unlockUser(secrets.operator().name());
    }

    @Test
    void aClientIsKnownByItsId() throws Exception {
        HttpResponse<String> answer = get("/api/tryout/whoami", acme());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("acme");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void carrierAndBankEnterByTheirOwnDoorAlone() throws Exception {
        assertThat(get("/api/carrier/tryout", secrets.carrier()).statusCode()).isEqualTo(200);
        assertThat(get("/api/bank/tryout", secrets.bank()).statusCode()).isEqualTo(200);
        for (Login stranger : new Login[] {null, acme(), secrets.operator(), secrets.server(), secrets.bank()}) {
            assertThat(get("/api/carrier/tryout", stranger).statusCode())
                    .as("%s", stranger)
                    .isIn(401, 403);
        }
        for (Login stranger : new Login[] {null, acme(), secrets.operator(), secrets.server(), secrets.carrier()}) {
            assertThat(get("/api/bank/tryout", stranger).statusCode())
                    .as("%s", stranger)
                    .isIn(401, 403);
        }
        for (Login partner : new Login[] {secrets.carrier(), secrets.bank()}) {
            for (String path : new String[] {"/api/tryout/whoami", "/api/operations/tryout", "/engine-rest/engine"}) {
                assertThat(get(path, partner).statusCode()).as("%s", partner).isEqualTo(401);
            }
        }
    }

    @Test
    void operatorsAloneEnterOperations() throws Exception {
        assertThat(get("/api/operations/tryout", secrets.operator()).body()).isEqualTo("operator");
        for (Login stranger : new Login[] {null, acme(), secrets.server()}) {
            assertThat(get("/api/operations/tryout", stranger).statusCode())
                    .as("%s", stranger)
                    .isEqualTo(401);
        }
    }

    @Test
    void whoIsNoClientIsToldHowToLogIn() throws Exception {
        for (Login stranger : new Login[] {
            null,
            new Login("acme", "guess"),
            new Login("acme", ""),
            new Login("acme", secrets.ofClient("globex")),
            new Login("ACME", secrets.ofClient("acme")),
            new Login("nobody", secrets.ofClient("acme")),
            secrets.operator(),
            secrets.carrier(),
            secrets.bank(),
            secrets.server()
        }) {
            HttpResponse<String> answer = get("/api/tryout/whoami", stranger);

            assertThat(answer.statusCode()).as("%s", stranger).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Basic");
            assertProblem(answer, 401);
        }
    }

    @Test
    void anOperatorUsesEngineRestAndNobodyElse() throws Exception {
        assertThat(get("/engine-rest/process-definition", secrets.operator()).statusCode())
                .isEqualTo(200);
        assertThat(get("/engine-rest/user/operator/profile", secrets.operator()).body())
                .contains("Operator");
        for (Login stranger : new Login[] {
            null, acme(), secrets.server(), new Login(secrets.operator().name(), "guess")
        }) {
            for (String path :
                    new String[] {"/engine-rest/engine", "/engine-rest/process-definition", "/engine-rest/"}) {
                assertProblem(get(path, stranger), 401);
            }
        }
    }

    @Test
    void aQueryGivesNoMoreThanItsLimit() throws Exception {
        Login operator = secrets.operator();
        assertThat(get("/engine-rest/process-definition?maxResults=2001", operator)
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("/engine-rest/process-definition?latestVersion=true", operator)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/engine-rest/task/count", operator).statusCode()).isEqualTo(200);
        assertThat(post("/engine-rest/task", operator, "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/task", "/engine-rest/task/count"})
    void aQueryWithAnExpressionInsideIsABadRequest(String path) throws Exception {
        String query = "{\"orQueries\":[{\"assigneeExpression\":\"${1 + 1}\",\"name\":\"x\"}]}";

        assertThat(post(path, secrets.operator(), query).statusCode()).isEqualTo(400);
    }

    @Test
    void aFilterWithAnExpressionInsideIsNotEvaluated() throws Exception {
        String filter = "{\"resourceType\":\"Task\",\"name\":\"probe\",\"query\":"
                + "{\"orQueries\":[{\"assigneeExpression\":\"${1 + 1}\",\"name\":\"x\"}]}}";
        String created =
                post("/engine-rest/filter/create", secrets.operator(), filter).body();
        String id = new ObjectMapper().readTree(created).path("id").asText();

        HttpResponse<String> listed = get("/engine-rest/filter/" + id + "/list", secrets.operator());
        assertThat(listed.statusCode()).isGreaterThanOrEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aPageOfAnotherSiteCannotUseAStoredLogin(String site) throws Exception {
        HttpRequest request = request("/engine-rest/process-definition", secrets.operator())
                .header("Sec-Fetch-Site", site)
                .build();
        assertProblem(BROWSER.send(request, BodyHandlers.ofString()), 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/setup/another/user/create",
                "/camunda/api/admin/setup",
                "/camunda/api/admin/setup/",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/admin/s%65tup/default/user/create",
                "/camunda/api/admin/SETUP/default/user/create",
                "/camunda/app/admin/default/setup",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/admin/another/%73etup/",
                "/camunda/app/admin/setup"
            })
    void nobodyMakesHimselfAnAdministrator(String path) throws Exception {
        for (Login anyone : new Login[] {null, acme(), secrets.operator()}) {
            assertProblem(get(path, anyone), 403);
            assertProblem(post(path, anyone, MALLORY), 403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
        assertThat(get(path, null).statusCode()).isBetween(400, 500);
        assertThat(post(path, null, MALLORY).statusCode()).isBetween(400, 500);
        assertThat(identities.createUserQuery().userId("mallory").count()).isZero();
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
    void everyOtherDoorIsShut(String path) throws Exception {
        for (Login anyone : new Login[] {null, acme(), secrets.operator()}) {
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
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .build();
        assertThat(BROWSER.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(status);
    }

    @Test
    void healthTellsNoDetails() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/actuator/health"))
                .build();
        assertThat(BROWSER.send(request, BodyHandlers.ofString()).body()).doesNotContain("components", "details");
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        String twoMegabytes = "\"" + "x".repeat(2 * 1024 * 1024) + "\"";

        assertProblem(post("/api/tryout/length", acme(), twoMegabytes), 413);
        assertProblem(send("/api/tryout/length", acme(), chunked(twoMegabytes)), 413);
        assertProblem(send("/api/tryout/length", acme(), chunked("x".repeat(256 * 1024 + 1))), 413);
    }

    @Test
    void aBodyUpToTheLimitIsTakenChunkedOrNot() throws Exception {
        String body = "x".repeat(256 * 1024);

        assertThat(post("/api/tryout/length", acme(), body).body()).isEqualTo("262144");
        assertThat(send("/api/tryout/length", acme(), chunked(body)).body()).isEqualTo("262144");
    }

    @Test
    void anErrorTellsNothingOfTheInside() throws Exception {
        HttpResponse<String> answer = get("/api/tryout/broken", acme());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret of the inside", "Exception", "org.coincide");
    }

    @Test
    void aRefusedLoginIsLoggedOnOneLine(CapturedOutput output) throws Exception {
        get("/api/tryout/whoami", new Login("nobody\n2026 INFO forged\u202e", "guess"));
        get("/engine-rest/task", new Login("intruder", "guess"));

        assertThat(output.getAll().lines().filter(line -> line.contains(SecurityEvents.LOGGER)))
                .anySatisfy(line -> assertThat(line).contains("nobody?2026 INFO forged?", "127.0.0.1"))
                .anySatisfy(line -> assertThat(line).contains("intruder"))
                .noneSatisfy(line -> assertThat(line).contains("guess"));
    }

    @Test
    void aPageOfAnotherSiteCannotLogAnybodyIn() throws Exception {
        HttpRequest forged = request("/camunda/api/admin/auth/user/default/login/cockpit", null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "username=operator&password=" + secrets.operator().password()))
                .build();

        HttpResponse<String> answer = BROWSER.send(forged, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-XSRF-TOKEN")).hasValue("Required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECTION", "PROPFIND"})
    void anUnusualMethodIsRefused(String method) throws Exception {
        HttpRequest request = request("/api/tryout/whoami", acme())
                .method(method, BodyPublishers.noBody())
                .build();
        assertThat(BROWSER.send(request, BodyHandlers.ofString()).statusCode()).isBetween(400, 499);
    }

    @Test
    void anUnknownPathOfTheApiIsAProblem() throws Exception {
        assertProblem(get("/api/nothing-here", acme()), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":\"1\",\"amount\":\"2\"}",
                "{\"amount\":\"1\"} {\"amount\":\"2\"}",
                "{\"amount\":\"1\"}]",
            })
    void jsonThatTwoParsersWouldReadDifferentlyIsRefused(String body) throws Exception {
        assertProblem(post("/api/tryout/json", acme(), body), 400);
    }

    @Test
    void jsonOverItsLimitsIsRefused() throws Exception {
        assertProblem(post("/api/tryout/json", acme(), "{\"a\":".repeat(40) + "1" + "}".repeat(40)), 400);
        assertProblem(post("/api/tryout/json", acme(), "{\"a\":\"" + "x".repeat(70_000) + "\"}"), 400);
        assertProblem(post("/api/tryout/json", acme(), "{\"a\":" + "1".repeat(50) + "}"), 400);
        assertThat(post("/api/tryout/json", acme(), "{\"a\":0.10}").body()).isEqualTo("BigDecimal 0.10");
    }

    @Test
    void everyAnswerCarriesTheHeadersThatBrowsersNeed() throws Exception {
        assertThat(get("/api/tryout/whoami", acme()).headers().map())
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("X-Frame-Options", List.of("DENY"))
                .containsKeys("Cache-Control", "Content-Security-Policy");
        assertThat(get("/camunda/app/welcome/default/", null).headers().map())
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("X-Frame-Options", List.of("SAMEORIGIN"))
                .containsKeys("Content-Security-Policy", "Referrer-Policy");
    }

    @Test
    void camundasSessionCookieStaysOnThisSite() throws Exception {
        assertThat(get("/camunda/app/welcome/default/", null).headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("JSESSIONID")
                        .contains("HttpOnly")
                        .containsOnlyOnce("SameSite")
                        .contains("SameSite=Strict"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("XSRF-TOKEN").contains("SameSite=Strict"));
    }

    private Login acme() {
        return new Login("acme", secrets.ofClient("acme"));
    }

    private HttpResponse<String> get(String path, Login login) throws IOException, InterruptedException {
        return BROWSER.send(request(path, login).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Login login, String body) throws IOException, InterruptedException {
        return send(path, login, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(String path, Login login, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = request(path, login)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        return BROWSER.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, Login login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (login != null) {
            String pair = login.name() + ":" + login.password();
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes()));
        }
        return request;
    }

    private static HttpRequest.BodyPublisher chunked(String body) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofString(body));
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.uri(), answer.body())
                .isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }
}
