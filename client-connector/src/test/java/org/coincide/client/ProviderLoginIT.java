package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.coincide.client.support.Accessibility;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.IdentityProvider;
import org.coincide.client.support.Login;
import org.coincide.client.support.ServerKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The login at an OpenID Connect provider, in a browser. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:hsqldb:mem:provider-login;hsqldb.tx=mvcc",
            "coincide.client.secret=any",
            "coincide.inbox.enabled=false",
            "coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=100",
            "coincide.web.login.mode=oidc",
            "coincide.web.login.group=buyers",
            "spring.security.oauth2.client.registration.company.client-id=" + IdentityProvider.CLIENT,
            "spring.security.oauth2.client.registration.company.client-secret=" + IdentityProvider.SECRET,
            "spring.security.oauth2.client.registration.company.client-name=Company",
            "spring.security.oauth2.client.registration.company.scope=openid,profile",
            "spring.security.oauth2.client.registration.away.client-id=any",
            "spring.security.oauth2.client.registration.away.client-name=Unreachable",
            "spring.security.oauth2.client.registration.away.scope=openid",
            "spring.security.oauth2.client.provider.away.issuer-uri=http://127.0.0.1:1",
            "management.server.port=0"
        })
class ProviderLoginIT {

    private static IdentityProvider provider;

    @TempDir
    private static Path data;

    private static Browser browser;

    @LocalServerPort
    private int port;

    private Page page;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        provider = IdentityProvider.start();
        ServerKey.settings().forEach((name, value) -> properties.add(name, () -> value));
        properties.add("coincide.data-directory", data::toString);
        properties.add("spring.security.oauth2.client.provider.company.issuer-uri", provider::issuer);
    }

    @BeforeAll
    static void open() {
        browser = Browser.open();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @BeforeEach
    void begin() {
        provider.register(address() + "/login/oauth2/code/company", address() + "/login");
        browser.closePages();
        page = browser.page(1300, 900);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        provider.close();
    }

    /** The provider's pages are those of another host: cookies are per host. */
    private String address() {
        return "http://127.0.0.1:" + port;
    }

    @Test
    void aPersonLogsInAtTheProviderComesBackAndLogsOut() {
        page.navigate(address() + "/#/order");
        assertThat(page.locator("#providers a").first()).isVisible();
        assertThat(page.locator("#login")).isHidden();
        Browser.screenshot(page, "login-provider");
        assertThat(Accessibility.violations(page)).isEmpty();
        logIn("ada");

        assertThat(page.locator("#user")).hasText("ada");
        assertThat(page).hasURL(address() + "/#/order");
        assertThat(page.locator("#new-order")).isVisible();
        page.locator("#log-out").click();

        assertThat(page).hasURL(Pattern.compile("/login$"));
        page.navigate(address() + "/");
        link("Company").click();
        assertThat(page.locator("input[name=password]")).isVisible();
    }

    @Test
    void aPersonOutsideTheGroupIsRefused() {
        page.navigate(address() + "/");
        logIn("otto");

        assertThat(page.locator("#error")).containsText("not in the group");
        page.navigate(address() + "/#/order");
        assertThat(page.locator("#providers a").first()).isVisible();
    }

    @Test
    void anUnreachableProviderIsReported() {
        page.navigate(address() + "/");
        link("Unreachable").click();

        assertThat(page.locator("#error")).containsText("The login at the provider failed");
        assertThat(page.context().cookies()).isEmpty();
    }

    @Test
    void anInventedReturnFromTheProviderIsRefused() {
        page.navigate(address() + "/login/oauth2/code/company?code=x&state=y");

        assertThat(page.locator("#error")).containsText("The login at the provider failed");
        assertThat(page.context().cookies()).isEmpty();
    }

    @Test
    void programsLogInWithTheFileAndPeopleDoNot() {
        var api = new ConnectorApi(port);
        var login = Login.of(data, "acme");

        assertThat(api.get("/api/trades", "Authorization", login.authorization())
                        .statusCode())
                .isEqualTo(200);
        var form = api.post(
                "/login",
                "application/x-www-form-urlencoded",
                "username=" + login.user() + "&password=" + login.password());
        assertThat(form.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(form.statusCode()).isEqualTo(405);
    }

    private void logIn(String name) {
        link("Company").click();
        page.locator("input[name=username]").fill(name);
        page.locator("input[name=password]").fill(name);
        page.locator("button[type=submit]").click();
    }

    private Locator link(String provider) {
        return page.locator("#providers a", new Page.LocatorOptions().setHasText(provider));
    }
}
