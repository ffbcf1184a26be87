package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(page.locator("#settlement-about")).containsText("message 2");
        settle(page);

        assertThat(page.locator("#settled li").filter(new Locator.FilterOptions().setHasText("EQUIVOCATION")))
                .containsText("settled");
        assertThat(browser.pageErrors()).isEmpty();
    }

    @Test
    void aSettlementNamesTheOrderAndARevokedKey() {
        var page = openDisputedTrade();
        page.route("**/api/quarantine/*", route -> {
            var response = route.fetch();
            var headers = new HashMap<>(response.headers());
            headers.put("X-Key-Revoked", "true");
            route.fulfill(new Route.FulfillOptions().setResponse(response).setHeaders(headers));
        });
        openSettlement(page);

        assertThat(page.locator("#settlement-about")).containsText("Order PO-1, message 2: ");
        assertThat(page.locator("#settlement pre")).hasText(new String[] {"Order: on hold", "Order: accepted"});
        assertThat(page.locator("#settlement .version").nth(0)).not().containsText("revoked");
        assertThat(page.locator("#settlement .version").nth(1)).containsText("was revoked later");
        Browser.screenshot(page, "settlement-revoked");
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

    @Test
    void aVersionThatCannotBeReadIsNotOffered() {
        var page = openDisputedTrade();
        page.route("**/api/quarantine/*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        openSettlement(page);
        assertThat(page.locator("#request-result")).hasText("The client answers with an error (503). Try again.");
        assertThat(page.locator("#settlement")).isHidden();
    }

    @Test
    void aDecisionThatIsBeingSentIsNotSentTwice() {
        var page = openDisputedTrade();
        openSettlement(page);
        var sent = withhold(page, "**/settlement");
        page.locator("#settlement input[value=LEDGER]").check();
        page.locator("#settlement textarea").fill("confirmed by the server");
        assertSentOnce(page, "#settlement", sent);
    }

    @Test
    void anAcknowledgementThatIsBeingSentIsNotSentTwice() {
        var page = openDisputedTrade();
        openAcknowledgement(page);
        var sent = withhold(page, "**/acknowledgement");
        page.locator("#acknowledgement textarea").fill("confirmed by the server");
        assertSentOnce(page, "#acknowledgement", sent);
    }

    @Test
    void aRefusedDecisionIsToldAfterItsDialogIsClosed() {
        var page = openDisputedTrade();
        openSettlement(page);
        var sent = withhold(page, "**/settlement");
        page.locator("#settlement input[value=LEDGER]").check();
        page.locator("#settlement textarea").fill("confirmed by the server");
        assertToldAfterClosing(page, "#settlement", sent);
    }

    @Test
    void aRefusedAcknowledgementIsToldAfterItsDialogIsClosed() {
        var page = openDisputedTrade();
        openAcknowledgement(page);
        var sent = withhold(page, "**/acknowledgement");
        page.locator("#acknowledgement textarea").fill("confirmed by the server");
        assertToldAfterClosing(page, "#acknowledgement", sent);
    }

    @Test
    void theChoiceBetweenVersionsBeginsWithTheFocus() {
        var page = openDisputedTrade();
        openSettlement(page);
        assertThat(page.locator("#settlement input[value=LEDGER]")).isFocused();
        assertThat(page.getByRole(
                        AriaRole.RADIO,
                        new Page.GetByRoleOptions()
                                .setName("Keep the version in the ledger:")
                                .setExact(true)))
                .hasCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"settlement", "acknowledgement"})
    void aNoteOfBlanksGetsAnErrorAtItsField(String dialog) {
        var page = openDisputedTrade();
        if (dialog.equals("settlement")) {
            openSettlement(page);
            page.locator("#settlement input[value=LEDGER]").check();
        } else {
            openAcknowledgement(page);
        }
        var note = page.locator("#" + dialog + " textarea");
        note.fill("   ");
        page.locator("#" + dialog + " .strong").click();
        assertThat(note).isFocused();
        assertThat(note.evaluate("note => note.validationMessage")).isEqualTo("Enter a value.");
        note.fill("confirmed by the server");
        page.locator("#" + dialog + " .strong").click();
        assertThat(page.locator("#" + dialog)).isHidden();
    }

    private static void openSettlement(Page page) {
        page.locator("#trade-warnings .link")
                .filter(new Locator.FilterOptions().setHasText("settle"))
                .click();
    }

    private static void openAcknowledgement(Page page) {
        page.locator("#trade-warnings .link")
                .filter(new Locator.FilterOptions().setHasText("acknowledge"))
                .click();
    }

    /** Keeps the requests to an address from the client. */
    private static List<Route> withhold(Page page, String address) {
        var sent = new ArrayList<Route>();
        page.route(address, sent::add);
        return sent;
    }

    private static void assertSentOnce(Page page, String dialog, List<Route> sent) {
        page.locator(dialog + " .strong").click();
        page.waitForCondition(() -> !sent.isEmpty());
        page.locator(dialog + " form")
                .evaluate("form => form.dispatchEvent(new SubmitEvent('submit', {cancelable: true}))");
        page.evaluate(
                "fetch('/api/session').then(response => response.text()).then(() => fetch('/api/session')).then(() => true)");
        assertThat(page.locator(dialog + " .strong")).isDisabled();
        assertThat(sent).hasSize(1);
    }

    private static void assertToldAfterClosing(Page page, String dialog, List<Route> sent) {
        page.locator(dialog + " .strong").click();
        page.waitForCondition(() -> !sent.isEmpty());
        page.locator(dialog + " .close").click();
        sent.get(0)
                .fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setContentType("application/problem+json")
                        .setBody("{}"));
        assertThat(page.locator("#request-result")).hasText("The client answers with an error (503). Try again.");
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
