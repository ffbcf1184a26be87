package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.coincide.client.support.Api;
import org.coincide.client.support.Browser;
import org.coincide.client.support.Contract;
import org.coincide.client.support.Lies;
import org.coincide.client.support.PlayedServer;
import org.coincide.client.support.Story;
import org.coincide.client.support.TestBroker;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The page as a person sees it. */
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PageIT {

    private static final double PATIENCE_MILLIS = 20_000;
    private static final TestBroker BROKER = new TestBroker().start();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate sql;

    private Api api;
    private PlayedServer server;
    private Browser browser;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        ConnectorSuite.connect(properties, BROKER);
        properties.add("spring.datasource.url", () -> "jdbc:hsqldb:mem:page;hsqldb.tx=mvcc");
    }

    @BeforeEach
    void open() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        browser = Browser.open();
        api = new Api(port);
        server = new PlayedServer(BROKER);
        for (var table : new String[] {
            "trade",
            "trade_line",
            "history_entry",
            "history_body",
            "placed_order",
            "warning",
            "quarantine",
            "trade_request"
        }) {
            sql.update("DELETE FROM " + table);
        }
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aTradeAppearsAndMovesWithoutAReload() {
        var page = browser.page(1280, 800);
        page.navigate("http://localhost:" + port + "/");
        assertThat(page.locator("#trades .empty")).isVisible();
        assertThat(page.locator("h1")).hasText("Ledger of acme");
        Browser.picture(page, "empty");
        page.evaluate("window.neverReloaded = true");

        api.place(Contract.order("PO-1"));
        assertThat(page.locator("#orders li")).containsText("PO-1");
        var story = Story.of(server.order("PO-1"));
        server.say(story.information());
        assertThat(row(page).locator(".status")).hasText(new String[] {"received", "not started", "pending"});
        assertThat(page.locator("#orders")).isHidden();

        server.say(story.move("order", "ACCEPTED"), story.move("payment", "AUTHORIZED"));
        assertThat(row(page).locator(".status")).hasText(new String[] {"accepted", "not started", "authorized"});
        assertThat(row(page)).containsText("66.90 EUR");
        assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);

        row(page).click();
        assertThat(page.locator("#history li")).hasCount(3);
        assertThat(page.locator("#detail-sub")).containsText("history intact");
        Browser.picture(page, "history");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aTradeIsCancelledByAButtonAndTheServersAnswerIsShown() {
        var page = browser.page(1280, 800);
        page.navigate("http://localhost:" + port + "/");
        api.place(Contract.order("PO-1"));
        var story = Story.of(server.order("PO-1"));
        server.say(story.information(), story.move("order", "ACCEPTED"));
        assertThat(row(page).locator(".status")).hasText(new String[] {"accepted", "not started", "pending"});

        row(page).click();
        page.locator("#wishes button").click();
        Browser.picture(page, "cancel");
        page.locator("#wish-text").fill("We ordered twice.");
        page.locator("#wish button[type=submit]").click();
        assertThat(page.locator("#wish-answer")).containsText("on its way to the server");
        var asked = server.request("trading.cancellation.v1", story.tradingId());
        org.assertj.core.api.Assertions.assertThat(asked.at("/data/reason/text").asText())
                .isEqualTo("We ordered twice.");

        server.say(PlayedServer.refusalOf(asked, "CANCELLATION", "ALREADY_SHIPPED", "The goods are with the carrier."));
        page.locator("#close").click();
        row(page).click();
        assertThat(page.locator("#asked li"))
                .containsText(
                        "The goods are with the carrier.",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        Browser.picture(page, "refused");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatAMessageSaysIsTextAndNeverMarkup() {
        var markup = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
        var page = browser.page(1280, 800);
        page.navigate("http://localhost:" + port + "/");
        api.place(Contract.order("PO-1"));
        var story = Story.of(server.order("PO-1"));
        server.say(
                story.information(),
                story.move("order", "REJECTED", "SAID_SO", markup),
                "{\"" + markup.replace("\"", "'") + "\": 1}");

        assertThat(row(page)).containsText("<script>");
        assertThat(page.locator("#warnings li")).hasCount(1);
        assertThat(page.locator("img, main script")).hasCount(0);
        assertThat(page).hasTitle("Ledger of acme");
        page.locator("#warnings a").click();
        assertThat(page.locator("body")).containsText("onerror");
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void aNarrowScreenShowsEverythingWithoutScrollingSideways() {
        busyDay();
        for (int width : new int[] {400, 1280}) {
            var page = browser.page(width, 900);
            page.navigate("http://localhost:" + port + "/");
            assertThat(page.locator("tbody tr"))
                    .hasCount(6, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
            assertThat(page.locator("#warnings li")).hasCount(3);
            assertThat(page.locator("#orders li")).hasCount(2);
            Browser.picture(page, "busy-" + width);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private void busyDay() {
        for (int i = 1; i <= 6; i++) {
            api.place(Contract.order("PO-2026-000" + i));
            var story = Story.of(server.order("PO-2026-000" + i));
            server.say(story.ordinary().limit(i + 3L).toList());
            if (i == 1) {
                server.say(
                        Lies.of(WarningType.UNKNOWN_TRADE, story),
                        Lies.of(WarningType.EQUIVOCATION, story),
                        Lies.of(WarningType.ILLEGAL_TRANSITION, story));
            }
        }
        api.place(Contract.order("PO-2026-0007"));
        server.order("PO-2026-0007");
        var refusal = Contract.example("refusal").put("subject", "PO-2026-0007");
        ((ObjectNode) refusal.get("data")).put("orderReference", "PO-2026-0007");
        server.say(refusal.toString());
        api.place(Contract.order("PO-2026-0008"));
    }

    private static Locator row(Page page) {
        return page.locator("tbody tr");
    }
}
