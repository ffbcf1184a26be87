package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an operator sees of a trade in Cockpit, in a real browser. */
@OnHsqldb
class TradeInCockpitOnHsqldbIT extends ServerSuite {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    /** Milliseconds: Cockpit is slow to draw on a busy machine. */
    private static final double SLOW = 60_000;

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private IdentityService identities;

    @Test
    void anOperatorSeesAtTheProcessInstanceWhatTheClientWasToldAndWhatItWarnsOf() {
        Assumptions.assumeTrue(Files.exists(CHROMIUM), "No Chromium at " + CHROMIUM + ": Cockpit was not looked at.");
        ObjectNode order = Orders.byCard("tok_unavailable");
        acme.order(order);
        awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).hasSizeGreaterThanOrEqualTo(3));
        String tradingId = acme.ofOrder(reference(order)).get(0).path("subject").asText();
        ObjectNode warning = new ObjectMapper()
                .createObjectNode()
                .put("warning", "ILLEGAL_TRANSITION")
                .put("text", "<b>order</b> may not go back")
                .put("tradingId", tradingId)
                .put("sequence", 2);
        acme.request("warning", tradingId, warning);
        awaitUntil(() -> assertThat(count("client_warning WHERE trading_id = '" + tradingId + "'"))
                .isEqualTo(1));

        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .processDefinitionKey("order")
                .singleResult()
                .getId();
        try (Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Page page = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(CHROMIUM)
                            .setArgs(List.of("--no-sandbox")))
                    .newPage();
            page.setDefaultTimeout(SLOW);
            logIn(page);
            page.navigate("http://127.0.0.1:" + port + "/camunda/app/cockpit/default/#/process-instance/" + instance
                    + "/runtime");
            page.getByText("Trade", new Page.GetByTextOptions().setExact(true)).click();
            Locator tab = page.locator(".coincide-trade");
            shows(tab, "The client warns (1)");
            shows(tab, "<b>order</b> may not go back");
            shows(tab, "of client acme");
            shows(tab, "PREPARING");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/cockpit-trade.png")));

            tab.locator("#coincide-why").fill("The provider is away.");
            tab.locator("button[type=submit]").click();
            shows(tab, "The trade is being cancelled.");
            awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).startsWith("CANCELLING/"));
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("CANCELLED_BY_OPERATOR");
            assertThat(newest(order).at("/reason/text").asText()).isEqualTo("The provider is away.");
            assertThat(newest(order).at("/actor/kind").asText()).isEqualTo("OPERATOR");
        }
    }

    /** By the request that the login page makes: whether that page is drawn in time is another test's business. */
    private void logIn(Page page) {
        String camunda = "http://127.0.0.1:" + port + "/camunda";
        identities.unlockUser(secrets.operator().name());
        page.request().get(camunda + "/app/cockpit/default/");
        String token = page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
        APIResponse answer = page.request()
                .post(
                        camunda + "/api/admin/auth/user/default/login/cockpit",
                        RequestOptions.create()
                                .setHeader("X-XSRF-TOKEN", token)
                                .setForm(FormData.create()
                                        .set("username", secrets.operator().name())
                                        .set("password", secrets.operator().password())));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void shows(Locator tab, String text) {
        assertThat(tab).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(SLOW));
    }
}
