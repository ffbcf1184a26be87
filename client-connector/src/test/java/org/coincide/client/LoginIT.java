package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.coincide.client.support.Accessibility;
import org.coincide.client.support.Accessibility.Look;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.Login;
import org.coincide.client.support.ServerKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The login with the local account, behind a proxy that ends TLS. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:hsqldb:mem:login;hsqldb.tx=mvcc",
            "coincide.client.secret=any",
            "coincide.inbox.enabled=false",
            "coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=100",
            "coincide.http.behind-tls=true",
            "coincide.web.login.mode=local",
            "coincide.web.login.user=ada",
            "coincide.web.login.first-delay=1m",
            "coincide.web.login.longest-delay=1m",
            "management.server.port=0"
        })
class LoginIT {

    private static final String WRONG = Login.basic("ada", "wrong");

    @TempDir
    private static Path data;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private JdbcTemplate sql;

    private final HttpClient http = HttpClient.newHttpClient();
    private ConnectorApi api;
    private Login login;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        ServerKey.settings().forEach((name, value) -> properties.add(name, () -> value));
        properties.add("coincide.data-directory", data::toString);
    }

    @BeforeEach
    void connect() {
        api = new ConnectorApi(port);
        login = Login.of(data, "acme");
    }

    @Test
    void everyEndpointNeedsALogin() {
        List<String> answered = new ArrayList<>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternValues()
                .forEach(pattern -> {
                    var path = pattern.replaceAll("\\{\\*?(\\w+)[^}]*}", "$1");
                    boolean posts = mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST);
                    var response = posts ? api.post(path, "application/json", "{}") : api.get(path);
                    if (response.statusCode() != 401) {
                        answered.add(path);
                    } else {
                        assertThat(problem(response)).contains("client-<id>/login.properties");
                    }
                }));
        assertThat(answered).containsExactly("/login/methods");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/index.html", "/page.js", "/session.js", "/openapi.yaml", "/docs/index.html", "/nothing"})
    void theFilesOfThePageNeedALogin(String path) {
        assertThat(api.get(path).statusCode()).isEqualTo(401);
        assertThat(api.get(path, "Sec-Fetch-Mode", "navigate").headers().firstValue("Location"))
                .contains("/login?to=" + path.replace("/", "%2F"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/login.js", "/page.css", "/texts.js", "/texts/de.json", "/icon.svg"})
    void theLoginPageNeedsNone(String path) {
        var response = api.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void programsLogInByHttpBasicWithoutASession() {
        var list = api.get("/api/trades", "Authorization", login.authorization());
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.headers().firstValue("Set-Cookie")).isEmpty();
        var order = ContractFiles.order("PO-LOGIN-1").toString();
        assertThat(api.post("/api/orders", "application/json", order, "Authorization", login.authorization())
                        .statusCode())
                .isEqualTo(202);
        sql.update("DELETE FROM order_dispatch");
        sql.update("DELETE FROM placed_order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !", "Basic YQ==", "Bearer x", ""})
    void malformedCredentialsAreRefused(String authorization) {
        assertThat(api.get("/api/trades", "Authorization", authorization).statusCode())
                .isEqualTo(401);
    }

    @Test
    void onlyProgramsAreChallenged() {
        assertThat(api.get("/api/trades").headers().firstValue("WWW-Authenticate"))
                .isPresent();
        assertThat(api.get("/api/trades", "Authorization", WRONG).headers().firstValue("WWW-Authenticate"))
                .isPresent();
        var script = api.get("/api/trades", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin");
        assertThat(script.statusCode()).isEqualTo(401);
        assertThat(script.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void theSessionsCookieIsProtected() throws Exception {
        var response = logIn(login.password(), "/#/order");

        assertThat(response.headers().firstValue("Location")).contains("/#/order");
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("coincide-client-acme=")
                .contains("HttpOnly", "SameSite=Lax", "Secure");
    }

    @Test
    void theLoginLeadsToNoOtherSite() throws Exception {
        assertThat(logIn(login.password(), "//evil.example").headers().firstValue("Location"))
                .contains("/");
    }

    @Test
    void aWrongPasswordLeadsBackWithoutASession() throws Exception {
        var response = logIn("wrong", "/#/order");

        assertThat(response.headers().firstValue("Location")).contains("/login?error=wrong&to=%2F%23%2Forder");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aLoginFromAnotherOriginIsRefused() {
        assertThat(api.post("/login", "application/x-www-form-urlencoded", "", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSessionsChangesNeedItsToken() throws Exception {
        var cookie = cookie(logIn(login.password(), "/"));
        var order = ContractFiles.order("PO-LOGIN-2").toString();

        assertThat(api.get("/api/trades", "Cookie", cookie).statusCode()).isEqualTo(200);
        var refusal = api.post("/api/orders", "application/json", order, "Cookie", cookie);
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(problem(refusal)).contains("X-CSRF-TOKEN");
        assertThat(api.post("/api/orders", "application/json", order, "Cookie", cookie, "X-CSRF-TOKEN", token(cookie))
                        .statusCode())
                .isEqualTo(202);
        assertThat(ConnectorApi.json(api.get("/api/session", "Cookie", cookie))
                        .get("user")
                        .asText())
                .isEqualTo("ada");
        sql.update("DELETE FROM order_dispatch");
        sql.update("DELETE FROM placed_order");
    }

    @Test
    void theLogoutEndsTheSessionAndItsChangeStreams() throws Exception {
        var cookie = cookie(logIn(login.password(), "/"));
        var stream = http.send(
                HttpRequest.newBuilder(uri("/api/changes"))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        var end = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.body().readAllBytes().length;
            } catch (IOException closed) {
                return 0;
            }
        });
        assertThat(api.post("/logout", "application/json", "", "Cookie", cookie).statusCode())
                .isEqualTo(403);

        var left = api.post("/logout", "application/json", "", "Cookie", cookie, "X-CSRF-TOKEN", token(cookie));

        assertThat(ConnectorApi.json(left).get("location").asText()).isEqualTo("/login?out");
        await().until(end::isDone);
        assertThat(api.get("/api/trades", "Cookie", cookie).statusCode()).isEqualTo(401);
        assertThat(api.get("/api/changes", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void wrongPasswordsDelayTheirAddressOnly() throws Exception {
        for (int attempt = 1; attempt < 10; attempt++) {
            assertThat(fromAnotherAddress(WRONG)).startsWith("HTTP/1.1 401");
        }
        assertThat(fromAnotherAddress(WRONG)).startsWith("HTTP/1.1 429").contains("Retry-After: 60");
        assertThat(fromAnotherAddress(login.authorization())).startsWith("HTTP/1.1 429");
        assertThat(api.get("/api/trades", "Authorization", login.authorization())
                        .statusCode())
                .isEqualTo(200);
    }

    private String fromAnotherAddress(String authorization) throws IOException {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName("127.0.0.2"), 0)) {
            socket.getOutputStream()
                    .write(("GET /api/trades HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                                    + authorization + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theManagementPortNeedsNoLogin() {
        var management = new ConnectorApi(managementPort);
        assertThat(management.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(management.get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(management.get("/api/trades").statusCode()).isEqualTo(404);
    }

    @Test
    void theLoginPageMeetsTheRulesOfWcagInBothLanguages() {
        try (var browser = Browser.open()) {
            PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
            List<String> violations = new ArrayList<>();
            for (var language : List.of("en-US", "de-DE")) {
                var page = browser.page(1300, 900, language);
                visit(page, "?out", "login", violations);
                visit(page, "?error=wrong&to=%2F%23%2Forder", "login-wrong", violations);
                visit(page, "?error=wait&seconds=30", "login-wait", violations);
                assertThat(page.locator("button").textContent())
                        .isEqualTo(language.equals("de-DE") ? "Anmelden" : "Log in");
            }
            assertThat(violations).isEmpty();
            assertThat(browser.pageErrors()).isEmpty();
        }
    }

    private void visit(Page page, String query, String name, List<String> violations) {
        Look.WIDE.of(page);
        page.navigate("http://localhost:" + port + "/login" + query);
        PlaywrightAssertions.assertThat(page.locator("#username")).isFocused();
        var language = page.locator("html").getAttribute("lang");
        for (var look : Look.values()) {
            look.of(page);
            var shown = name + "-" + language + "-" + look.name().toLowerCase(Locale.ROOT);
            Accessibility.violations(page).forEach(violation -> violations.add(shown + " " + violation));
            if (!Accessibility.fits(page)) {
                violations.add(shown + " must be scrolled sideways");
            }
            Browser.screenshot(page, "state-" + shown);
        }
    }

    @Test
    void thePasswordIsInItsFileOnly() throws IOException {
        var file = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("client-acme/login.properties"))) {
            file.load(reader);
        }
        assertThat(file).containsEntry("user", "ada").containsEntry("password", login.password());
        assertThat(Files.readString(Path.of(System.getProperty("test.log", "target/logs/test.log"))))
                .doesNotContain(login.password());
    }

    private HttpResponse<String> logIn(String password, String to) throws Exception {
        var form = "username=ada&password=" + password + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        return http.send(
                HttpRequest.newBuilder(uri("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "http://127.0.0.1:" + port)
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private String token(String cookie) {
        return ConnectorApi.json(api.get("/api/session", "Cookie", cookie))
                .get("token")
                .asText();
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static String problem(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return ConnectorApi.json(response).get("detail").asText();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
