package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The login at an identity provider, by a browser without scripts. */
@WholeServer
class OidcLoginIT extends HttpProbe {

    private static final String OLGA = "olga.nowak@example.org";
    private static final String OPERATIONS = "/operations/";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

    private CookieManager cookies;
    private HttpClient browser;

    @BeforeEach
    void openBrowser() {
        cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        browser = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    @Test
    void theLoginFormOffersTheProvider() throws Exception {
        assertThat(page("/api/operations/login").body())
                .contains("{\"name\":\"Example Company\",\"address\":\"/oauth2/authorization/company\"}");
    }

    @Test
    void anOperatorOfTheProviderWorksAtPagesAndCockpit() throws Exception {
        assertThat(logIn(OLGA)).isEqualTo(OPERATIONS);

        assertThat(page("/api/operations/session").body()).contains(OLGA);
        assertThat(page("/camunda/api/engine/engine/default/process-definition/count")
                        .statusCode())
                .isEqualTo(200);
        assertThat(identities.createUserQuery().userId(OLGA).singleResult().getEmail())
                .isEqualTo("mail@example.org");
    }

    @Test
    void aPersonOfTheProviderHasTheTasksOfItsGroup() throws Exception {
        assertThat(logIn("wim")).isEqualTo("/camunda/app/tasklist/default/");

        assertThat(groupsOf("wim")).containsExactly("warehouse");
        assertThat(page("/camunda/api/engine/engine/default/task/count").statusCode())
                .isEqualTo(200);
        assertThat(page("/api/operations/session").statusCode()).isEqualTo(403);
    }

    @Test
    void aUserWithoutAGroupIsRefused() throws Exception {
        assertThat(logIn("nora")).isEqualTo(OPERATIONS + "?login=groups");

        assertThat(page("/api/operations/session").statusCode()).isEqualTo(401);
        assertThat(identities.createUserQuery().userId("nora").count()).isZero();
    }

    @Test
    void theNameOfCamundasAdministratorsMakesNoOperator() throws Exception {
        assertThat(logIn("mallory")).isEqualTo(OPERATIONS + "?login=groups");
    }

    @Test
    void aUserOfTheProviderCannotTakeALocalAccount() throws Exception {
        assertThat(logIn("operator")).isEqualTo(OPERATIONS + "?login=name");

        assertThat(page("/api/operations/session").statusCode()).isEqualTo(401);
        assertThat(identities.checkPassword("operator", secrets.operator().password()))
                .isTrue();
    }

    @Test
    void aGroupThatTheProviderTakesAwayIsGoneAtTheNextLogin() throws Exception {
        logIn("wim");
        IdentityProvider.GROUPS.put("wim", List.of());
        try {
            openBrowser();
            assertThat(logIn("wim")).isEqualTo(OPERATIONS + "?login=groups");
            assertThat(groupsOf("wim")).isEmpty();
        } finally {
            IdentityProvider.GROUPS.put("wim", List.of("warehouse", "choir"));
        }
    }

    @Test
    void noSessionBeginsBeforeTheProvidersStatement() throws Exception {
        HttpResponse<String> begun = page("/oauth2/authorization/company");

        assertThat(begun.statusCode()).isEqualTo(302);
        assertThat(begun.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("coincide-login=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/login/oauth2/code");
        assertThat(location(begun)).contains("code_challenge_method=S256", "state=", "nonce=");
    }

    @Test
    void aReturnThatThisBrowserDidNotBeginIsRefused() throws Exception {
        Map<String, String> begun = query(location(page("/oauth2/authorization/company")));
        openBrowser();

        HttpResponse<String> back = page("/login/oauth2/code/company?code=stolen&state=" + encoded(begun.get("state")));

        assertThat(location(back)).isEqualTo(OPERATIONS + "?login=expired");
        assertThat(back.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aCodeThatTheProviderDidNotGiveIsRefused() throws Exception {
        Map<String, String> begun = query(location(page("/oauth2/authorization/company")));

        HttpResponse<String> back =
                page("/login/oauth2/code/company?code=guessed&state=" + encoded(begun.get("state")));

        assertThat(location(back)).isEqualTo(OPERATIONS + "?login=provider");
    }

    @Test
    void anUnknownOrUnreachableProviderLeadsBackToTheForm() throws Exception {
        for (String provider : List.of("unknown", "away")) {
            assertThat(location(page("/oauth2/authorization/" + provider)))
                    .as(provider)
                    .isEqualTo(OPERATIONS + "?login=provider");
        }
    }

    /** Logs in at the provider and returns the address of the server to which the login leads. */
    private String logIn(String user) throws IOException, InterruptedException {
        String authorize = location(page("/oauth2/authorization/company"));
        URI provider = URI.create(authorize);
        String form = location(visit(HttpRequest.newBuilder(provider).header("Accept", "text/html")));
        URI login = provider.resolve(form);
        Matcher token = CSRF.matcher(visit(HttpRequest.newBuilder(login)).body());
        assertThat(token.find()).isTrue();
        HttpResponse<String> loggedIn = visit(HttpRequest.newBuilder(login)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=%s&password=%s&_csrf=%s"
                        .formatted(encoded(user), encoded(user), encoded(token.group(1))))));
        HttpResponse<String> authorized = visit(HttpRequest.newBuilder(URI.create(location(loggedIn))));
        return location(visit(HttpRequest.newBuilder(URI.create(location(authorized)))));
    }

    private HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return visit(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
    }

    private HttpResponse<String> visit(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    /** The target of a redirection; at this server without its address. */
    private String location(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(response + ": " + response.body()))
                .replaceFirst("^http://127.0.0.1:" + port + "(?=/operations|/camunda)", "");
    }

    private static Map<String, String> query(String address) {
        return Pattern.compile("&")
                .splitAsStream(URI.create(address).getQuery())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private List<String> groupsOf(String user) {
        return identities.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
