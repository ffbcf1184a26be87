package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;

/** The page's verification of the stored ledger, evidence, and settlement of an equivocation. */
class StoredLedgerPageIT extends AbstractPageIT {

    @Test
    void aChangedLedgerIsShownAfterAVerification() {
        var trade = acceptedTrade("PO-1");
        var page = page(1300, 800);
        assertThat(row(page)).hasCount(1);
        page.locator("#verify").click();
        assertThat(page.locator("#verification")).containsText("ledger intact");
        assertThat(page.locator("#findings")).isHidden();
        screenshots(page, "verified");

        sql.update("UPDATE trade SET amount_captured = 7 WHERE trading_id = ?", trade.tradingId());
        page.setViewportSize(1300, 800);
        page.locator("#verify").click();
        assertThat(page.locator("#verification")).containsText("LEDGER CHANGED");
        assertThat(page.locator("#findings li")).containsText(new String[] {trade.tradingId() + " · amount_captured"});
        screenshots(page, "changed");
        row(page).click();
        assertThat(page.locator("#detail-sub")).containsText("CHANGED");
        assertThat(browser.pageErrors()).isEmpty();
    }

    @Test
    void evidenceOfATradeIsDownloaded() {
        var trade = acceptedTrade("PO-1");
        var page = page(1300, 800);
        row(page).click();
        var download =
                page.waitForDownload(() -> page.locator("#detail-evidence").click());

        assertThat(download.suggestedFilename()).isEqualTo("evidence-" + trade.tradingId() + ".json");
        assertThat(page.locator("#evidence")).hasAttribute("href", "/api/evidence");
    }

    @Test
    void aPersonSettlesAnEquivocation() {
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.information(), messages.preview(data -> data.put("order", "ON_HOLD")));
        server.send(messages.statusChange("order", "ACCEPTED"), messages.statusChange("payment", "AUTHORIZED"));
        var page = page(1300, 800);
        assertStatuses(page, "on hold", "not started", "pending");

        page.locator("#warnings .link")
                .filter(new Locator.FilterOptions().setHasText("settle"))
                .click();
        assertThat(page.locator("#settlement pre")).hasCount(2);
        for (int width : new int[] {390, 1300}) {
            page.setViewportSize(width, 900);
            Browser.screenshot(page, "settlement-" + width);
            assertFits(page, width);
        }
        page.locator("#settlement input[value=RECEIVED]").check();
        page.locator("#settlement textarea").fill("confirmed by the server");
        page.locator("#settlement .strong").click();

        assertThat(page.locator("#settlement")).isHidden();
        assertStatuses(page, "accepted", "not started", "authorized");
        assertThat(page.locator("#settled li").filter(new Locator.FilterOptions().setHasText("EQUIVOCATION")))
                .containsText("settled");
        assertThat(browser.pageErrors()).isEmpty();
    }

    @Test
    void theFirstMessageWithTwoVersionsIsSettledFirst() {
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.information());
        var second = messages.statusChange("order", "ACCEPTED");
        var held = messages.latest(data -> data.putObject("reason").put("code", "X_OTHER"));
        var third = messages.statusChange("payment", "AUTHORIZED");
        server.send(held, messages.latest(data -> data.put("previousDigest", CanonicalJson.digest(held))));
        server.send(second);
        var page = page(1300, 800);
        assertThat(page.locator("#warnings li")).containsText("EQUIVOCATION");
        server.send(third);
        assertThat(page.locator("#warnings li")).containsText("2 times");

        page.locator("#warnings .link")
                .filter(new Locator.FilterOptions().setHasText("settle"))
                .click();
        assertThat(page.locator("#settlement-about")).containsText("message #2");
        settle(page);

        assertThat(page.locator("#settled li").filter(new Locator.FilterOptions().setHasText("EQUIVOCATION")))
                .containsText("settled");
        assertThat(browser.pageErrors()).isEmpty();
    }

    @Test
    void theOtherVersionReplacesTheRejectedOne() {
        var page = openDisputedTrade();
        page.locator("#trade-warnings .link")
                .filter(new Locator.FilterOptions().setHasText("settle"))
                .click();
        settle(page);
        assertThat(page.locator("#detail-statuses .status"))
                .hasText(new String[] {"accepted", "not started", "pending"});
        assertThat(page.locator("#history li").last()).containsText("accepted");
        page.keyboard().press("Escape");
        assertStatuses(page, "accepted", "not started", "pending");
    }

    @Test
    void aSettlementInATradeIsAnnouncedThere() {
        var page = openDisputedTrade();
        page.locator("#trade-warnings .link")
                .filter(new Locator.FilterOptions().setHasText("settle"))
                .click();
        settle(page);
        assertThat(page.locator("#request-result")).containsText("The decision is stored.");
    }

    private static void settle(Page page) {
        page.locator("#settlement input[value=RECEIVED]").check();
        page.locator("#settlement textarea").fill("confirmed by the server");
        page.locator("#settlement .strong").click();
        assertThat(page.locator("#settlement")).isHidden();
    }

    /** Opens a trade that has two versions of its last message. */
    private Page openDisputedTrade() {
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(
                messages.information(),
                messages.preview(data -> data.put("order", "ON_HOLD")),
                messages.statusChange("order", "ACCEPTED"));
        var page = page(1300, 800);
        assertStatuses(page, "on hold", "not started", "pending");
        row(page).click();
        assertThat(page.locator("#detail-statuses .status"))
                .hasText(new String[] {"on hold", "not started", "pending"});
        return page;
    }

    private static void screenshots(Page page, String name) {
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {390, 1300}) {
                page.setViewportSize(width, 900);
                Browser.screenshot(
                        page, name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
                assertFits(page, width);
            }
        }
    }

    private static void assertFits(Page page, int width) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    private TradeMessages acceptedTrade(String reference) {
        api.place(ContractFiles.order(reference));
        var messages = TradeMessages.of(server.nextOrder(reference));
        server.send(messages.information(), messages.statusChange("order", "ACCEPTED"));
        return messages;
    }
}
