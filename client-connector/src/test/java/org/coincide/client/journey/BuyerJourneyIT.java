package org.coincide.client.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.time.Duration;
import java.util.Map;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ConnectorApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person logs in, orders and logs out by the page alone: the packaged client at the packaged server, and a browser. */
class BuyerJourneyIT {

    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(120_000);

    private static TestSystem system;

    private static Browser browser;

    @BeforeAll
    static void start() {
        system = TestSystem.of(
                BuyerJourneyIT.class,
                Map.of(),
                Map.of("acme", Map.of("coincide.catalogue.enabled", "true", PackagedClient.LOGIN, "local")));
        browser = Browser.open();
        system.startWith();
        system.acme.launch(
                "--coincide.catalogue.url=" + system.server.address(), "--coincide.catalogue.refresh-interval=1s");
        system.acme.awaitReady();
        await().atMost(Duration.ofMinutes(1)).until(() -> ConnectorApi.json(system.acme.get(
                        "/api/catalogue", "Authorization", system.acme.login().authorization()))
                .has("fetchedAt"));
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        system.close();
    }

    @Test
    void aPersonOrdersFollowsReturnsAndPrints() {
        var page = browser.page(1300, 900);
        page.navigate(system.acme.address() + "/#/order");
        logIn(page);
        order(page);
        var row = page.locator("#trades tbody tr");
        assertThat(row).containsText("completed", SOON);
        assertThat(page.locator("#orders")).isHidden();

        row.click();
        var trade = page.locator("#trade");
        assertThat(trade).containsText("3 × Earl Grey, 100 g, 6 × Porcelain cup");
        assertThat(trade).containsText("Simulated Parcels");
        assertThat(trade.locator("tr").filter(new Locator.FilterOptions().setHasText("INV-")))
                .containsText("paid");
        assertThat(page.locator("#history")).containsText("by the server");
        button(page, "Return goods").click();
        page.getByLabel("TEA-EARL-GREY-100").fill("1");
        button(page, "Request return").click();
        assertThat(page.locator("#requests .status")).hasText("requested");
        Browser.screenshot(page, "journey-trade");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(trade).isVisible();
        assertThat(page.locator("nav")).isHidden();
        Browser.screenshot(page, "journey-print");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        assertThat(browser.pageErrors()).isEmpty();
        logOut(page);
        // Requests on their way when the session ended.
        assertThat(browser.pageErrors()).allMatch(error -> error.contains("status of 401"));
    }

    /** A wrong password first, by the keyboard alone. The page then shows the address that the person wanted. */
    private static void logIn(Page page) {
        var login = system.acme.login();
        for (var password : new String[] {"wrong", login.password()}) {
            assertThat(page.getByLabel("User")).isFocused();
            page.keyboard().type(login.user());
            page.keyboard().press("Tab");
            page.keyboard().type(password);
            page.keyboard().press("Enter");
            if (password.equals("wrong")) {
                assertThat(page.getByRole(AriaRole.ALERT)).hasText("User or password is wrong.");
            }
        }
        assertThat(page.locator("#user")).hasText(login.user());
        assertThat(page).hasURL(system.acme.address() + "/#/order");
        Browser.screenshot(page, "journey-logged-in");
    }

    /** By the keyboard alone. Afterwards the browser reads nothing, and the page leads to the login. */
    private static void logOut(Page page) {
        page.keyboard().press("Escape");
        assertThat(page.locator("#detail")).isHidden();
        page.locator("#log-out").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByText("You are logged out.")).isVisible();
        Browser.screenshot(page, "journey-logged-out");
        assertThat(page.request().get(system.acme.address() + "/api/trades").status())
                .isEqualTo(401);
        page.navigate(system.acme.address() + "/#/upload");
        assertThat(page.getByLabel("User")).isFocused();
    }

    /** Fills in and sends the form by the keyboard alone. The region stays empty. */
    private static void order(Page page) {
        assertThat(page.getByLabel("Product").first()).isFocused();
        page.keyboard().type("TEA-EARL-GREY-100");
        page.keyboard().press("Tab");
        assertThat(page.locator(".offer").first()).hasText("Earl Grey, 100 g · in stock");
        page.keyboard().press("Control+A");
        page.keyboard().type("3");
        button(page, "Add a line").focus();
        page.keyboard().press("Enter");
        page.keyboard().type("CUP-PORCELAIN");
        page.keyboard().press("Tab");
        page.keyboard().press("Control+A");
        page.keyboard().type("6");
        page.getByLabel("Name").focus();
        for (var value : new String[] {"Ada Lovelace", "12 St James's Square", "SW1Y 4JH", "London", "", "gb"}) {
            page.keyboard().type(value);
            page.keyboard().press("Tab");
        }
        assertThat(page.locator("#order-total")).containsText("66.90");
        button(page, "Place the order").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#announcement")).containsText("is stored");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
