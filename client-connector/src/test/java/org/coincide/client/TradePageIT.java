package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.ShownTrades;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of trades with search and filters, and the page of one trade. */
class TradePageIT extends AbstractPageIT {

    /** A word of 80 wide characters. */
    private static final String WIDE = "W".repeat(80);

    private static final String YEAR = String.valueOf(Year.now(ZoneOffset.UTC));

    private Page page;
    private TradeMessages messages;

    @AfterEach
    void thePageReportsNoErrors() {
        if (browser != null) {
            assertThat(browser.pageErrors()).isEmpty();
        }
    }

    @Test
    void aTradeShowsGoodsParcelsInvoicesAndPromises() {
        openShippedTrade(1300);
        assertThat(page.locator("#trade")).containsText("12.50");
        var parcel = page.locator("#trade tr").filter(new Locator.FilterOptions().setHasText("SPA1"));
        assertThat(parcel).containsText("Simulated Parcels");
        assertThat(parcel).containsText("3 × TEA-EARL-GREY-100, 2 × CUP-PORCELAIN");
        assertThat(parcel.locator("a")).hasText("SPA1");
        assertThat(parcel.locator("a")).hasAttribute("href", "https://carrier.example/track?parcel=SPA1");
        assertThat(parcel.locator("a")).hasAttribute("rel", "noopener noreferrer");
        var invoice = page.locator("#trade tr").filter(new Locator.FilterOptions().setHasText("INV-1"));
        assertThat(invoice).containsText("47.30\u00a0EUR");
        assertThat(invoice).containsText("open");
        assertThat(page.locator("#trade")).containsText("Delivery promised by");
        assertThat(page.locator("#trade")).containsText("12 St James's Square");
        assertThat(page.locator("#history li").last()).containsText("by the server");
        Browser.screenshot(page, "trade-1300");
        assertThat(page.url()).endsWith("#/trades/" + messages.tradingId());

        page.reload();
        assertThat(page.locator("#trade")).containsText("SPA1");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Browser.screenshot(page, "trade-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        Browser.screenshot(page, "trade-forced-colors");
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setForcedColors(ForcedColors.NONE)
                .setColorScheme(ColorScheme.LIGHT)
                .setMedia(Media.PRINT));
        assertThat(page.locator("#filters")).isHidden();
        assertThat(page.locator("#trade")).isVisible();
        Browser.screenshot(page, "trade-print");
        page.pdf(new Page.PdfOptions().setFormat("A4").setPath(Path.of("target", "screenshots", "trade.pdf")));
    }

    @Test
    void aPrintedTradeHasDatesAndATableForItsGoods() {
        openShippedTrade(1300);
        assertThat(page).hasTitle("PO-1 · Ledger of acme");
        var time = page.locator("#history time").first();
        page.evaluate("byId('history').querySelector('time').dateTime = new Date().toISOString()");
        page.evaluate("showTimes(timeText)");
        assertThat(time).not().containsText(YEAR);
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(time).containsText(YEAR);
        assertThat(page.locator("#printed")).containsText("Ledger of acme, printed ");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.setViewportSize(680, 960);
        assertThat(page.locator("#printed")).isVisible();
        assertThat(page.locator("#trade thead").first()).isVisible();
        assertNoOverflow("document.documentElement");
        page.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(time).not().containsText(YEAR);
    }

    @Test
    void aTimeGetsItsDateOnceTheDayHasEnded() {
        page = page(1300, 900);
        startTrade();
        page.evaluate(
                "() => { document.querySelector('#trades time').dateTime = new Date().toISOString(); showTimes(timeText); }");
        assertThat(row(page).locator("time")).not().containsText(YEAR);
        page.evaluate(
                "() => { const tomorrow = Date.now() + 86400000; const Real = Date;"
                        + " window.Date = class extends Real { constructor(...all) { super(...(all.length ? all : [tomorrow])); } }; refresh(); }");
        assertThat(row(page).locator("time")).containsText(YEAR);
    }

    @Test
    void listsBehindAnOpenTradeAreReadOnceItIsClosed() {
        openShippedTrade(1300);
        page.waitForFunction("() => !refreshing");
        List<String> read = new CopyOnWriteArrayList<>();
        page.onRequest(request -> read.add(request.url().replaceAll(".*(/api/[a-z]+).*", "$1")));
        server.send(messages.statusChange("delivery", "SHIPPED"));
        assertThat(page.locator("#history .status").last()).isVisible();
        assertThat(page.locator("#trade-spoken")).containsText("delivery shipped");
        page.waitForFunction("() => !refreshing");
        assertThat(Set.copyOf(read)).isEqualTo(Set.of("/api/trades", "/api/warnings"));
        assertThat(read).hasSize(3);
        page.keyboard().press("Escape");
        assertThat(row(page)).containsText("shipped");
        assertThat(row(page)).not().containsText("partially");
        assertThat(page).hasTitle("Ledger of acme");
    }

    @Test
    void longWordsFitANarrowScreen() {
        var order = ContractFiles.order(WIDE.substring(0, 64));
        ((ObjectNode) order.get("shipTo")).put("name", WIDE).put("street", WIDE).put("city", WIDE);
        page = page(390, 900);
        startTrade(order);
        server.send(messages.preview(data -> data.put("order", "COMPLETED")));
        assertThat(page.locator("#warnings li")).hasCount(1);
        assertNoOverflow("document.documentElement");
        Browser.screenshot(page, "long-words-390");

        row(page).click();
        assertThat(page.locator("#trade")).containsText(WIDE);
        assertNoOverflow("document.getElementById('detail')");
        Browser.screenshot(page, "trade-long-words-390");
        page.getByText("Order again").click();
        assertThat(page.getByLabel("City")).hasValue(WIDE);
        assertNoOverflow("document.documentElement");
    }

    private void assertNoOverflow(String element) {
        assertThat((Integer) page.evaluate(element + ".scrollWidth"))
                .isLessThanOrEqualTo((Integer) page.evaluate(element + ".clientWidth"));
    }

    @Test
    void theTradeFitsANarrowScreen() {
        openShippedTrade(390);
        Browser.screenshot(page, "trade-390");
        assertThat((Integer) page.evaluate("document.getElementById('detail').scrollWidth"))
                .isLessThanOrEqualTo((Integer) page.evaluate("document.getElementById('detail').clientWidth"));
    }

    @Test
    void tradesAreFoundBySearchAndStatus() {
        for (int i = 1; i <= 30; i++) {
            api.place(ContractFiles.order("PO-%02d".formatted(i)));
            var trade = TradeMessages.of(server.nextOrder("PO-%02d".formatted(i)));
            server.send(trade.completeTrade().limit(i == 7 ? 9 : 2).toList());
        }
        page = page(1300, 900);
        assertThat(page.locator("#trades .count")).hasText("30");
        assertThat(row(page)).hasCount(25);
        assertThat(page.locator("#page-range")).hasText("1 to 25 of 30");
        page.getByText("Next page").click();
        assertThat(row(page)).hasCount(5);
        assertThat(page.locator("#trades tr.changed")).hasCount(0);
        page.getByLabel("Search").fill("po-1");
        assertThat(page.locator("#trades .count")).hasText("10");
        assertThat(row(page)).hasCount(10);
        page.getByLabel("Search").fill("");
        page.getByLabel("Delivery status").selectOption("DELIVERED");
        assertThat(row(page)).hasCount(1);
        assertThat(row(page)).containsText("PO-07");
        page.getByLabel("Show", new Page.GetByLabelOptions().setExact(true)).selectOption("closed=false");
        assertThat(page.locator("#trades .none")).isVisible();
        page.getByLabel("Delivery status").selectOption("");
        assertThat(page.locator("#trades .count")).hasText("29");
        Browser.screenshot(page, "list-1300");
    }

    @Test
    void aChangeIsHighlightedUnlessManyTradesChange() {
        page = page(1300, 900);
        startTrade();
        page.waitForFunction("() => !refreshing");
        var highlighted = page.evaluate(
                """
                () => [[1], [1, 1, 1, 1, 1, 1], [2, 1, 1, 1, 1, 1], [3, 2, 2, 2, 2, 2]].map(sequences => {
                  const trades = sequences.map((sequence, i) => ({ tradingId: 'id-' + i, orderReference: 'PO-' + i, sequence,
                    order: 'ACCEPTED', delivery: 'PREPARING', payment: 'PENDING', changedAt: '2026-11-24T09:00:00Z',
                    amounts: { ordered: '1.00', currency: 'EUR' } }));
                  showTrades({ query: shownQuery, trades, total: trades.length, more: false });
                  const count = document.querySelectorAll('#trades tr.changed').length;
                  document.querySelectorAll('#trades tr').forEach(row => row.classList.remove('changed'));
                  return count;
                })""");
        assertThat(highlighted).isEqualTo(List.of(1, 5, 1, 0));
    }

    @Test
    void aChangeKeepsTheFocusAndIsSpoken() {
        page = page(1300, 900);
        startTrade();
        var name = row(page).getByRole(AriaRole.BUTTON);
        name.focus();
        server.send(messages.statusChange("order", "ACCEPTED"));
        assertStatuses(page, "accepted", "not started", "pending");
        assertThat(name).isFocused();
        assertThat(page.locator("#spoken")).hasText("PO-1: order accepted, delivery not started, payment pending");
        assertThat(page.locator("#spoken")).hasAttribute("aria-live", "polite");
    }

    @Test
    void aRequestThatWasCarriedOutSaysSo() {
        page = page(1300, 900);
        startTrade();
        server.send(messages.completeTrade().skip(1).toList());
        assertStatuses(page, "completed", "delivered", "paid");
        var path = "/api/trades/" + messages.tradingId();
        api.post(
                path + "/return",
                "application/json",
                "{\"returnNumber\":\"RET-1\",\"reason\":{\"code\":\"DAMAGED\"},\"lines\":[{\"number\":1,\"quantity\":1}]}");
        row(page).click();
        assertThat(page.locator("#requests .status")).hasText("requested");
        server.send(messages.statusChange("delivery", "PARTIALLY_RETURNED"));
        assertThat(page.locator("#requests .status")).hasText("carried out");
    }

    /** The messages keep the amount that was authorized. Nothing of it is held any more. */
    @Test
    void aVoidedAuthorizationIsNotShownAsAuthorized() {
        page = page(1300, 900);
        startTrade();
        server.send(messages.statusChange("order", "ACCEPTED"));
        messages.amounts().put("authorized", messages.amounts().get("ordered").asText());
        server.send(messages.statusChange("payment", "AUTHORIZED"));
        row(page).click();
        assertThat(page.locator("#trade dt")).containsText(new String[] {"Authorized"});
        server.send(messages.statusChange("payment", "EXPIRED"));
        assertThat(page.locator("#trade dt")).containsText(new String[] {"Authorization lapsed"});
        assertThat(page.locator("#trade dt").getByText("Authorized", new Locator.GetByTextOptions().setExact(true)))
                .hasCount(0);
        server.send(messages.statusChange("payment", "VOIDED"));
        assertThat(page.locator("#trade dt")).containsText(new String[] {"Authorization voided"});
        assertThat(page.locator("#trade dt").getByText("Authorized", new Locator.GetByTextOptions().setExact(true)))
                .hasCount(0);
        Browser.screenshot(page, "trade-voided");
    }

    @Test
    void aHealedWarningStandsBelowTheTrades() {
        page = page(1300, 900);
        startTrade();
        var second = messages.statusChange("order", "ACCEPTED");
        server.send(messages.statusChange("payment", "AUTHORIZED"));
        assertThat(page.locator("#warnings li")).containsText("SEQUENCE_GAP");
        server.send(second);
        assertStatuses(page, "accepted", "not started", "authorized");
        assertThat(page.locator("#warnings")).isHidden();
        assertThat(page.locator("#settled li")).containsText("SEQUENCE_GAP healed");
    }

    @Test
    void theTradeShowsItsWarningsWithTheirState() {
        page = page(1300, 900);
        startTrade();
        server.send(messages.preview(data -> data.put("delivery", "DELIVERED")));
        page.locator("#warnings a[href='#/trades/" + messages.tradingId() + "']")
                .click();
        var warning = page.locator("#trade-warnings li");
        assertThat(warning).containsText("ILLEGAL_TRANSITION");
        warning.getByText("acknowledge").click();
        page.getByLabel("Note", new Page.GetByLabelOptions().setExact(true)).fill("The sender was told.");
        page.locator("#acknowledgement .strong").click();
        assertThat(warning).containsText("acknowledged");
        assertThat(warning).containsText("The sender was told.");
    }

    @Test
    void aWarningShowsTheServersAnswer() {
        page = page(1300, 900);
        startTrade();
        server.send(messages.preview(data -> data.put("delivery", "DELIVERED")));
        assertThat(page.locator("#warnings li")).containsText("ILLEGAL_TRANSITION");
        sql.update(
                "UPDATE warning_group SET answer = ?, answered_at = ?, server_acknowledged_at = ?",
                "<b>Corrected</b> in the next message.",
                OffsetDateTime.parse("2026-11-24T09:15:00Z"),
                OffsetDateTime.parse("2026-11-24T09:20:00Z"));
        page.reload();
        var warning = page.locator("#warnings li");
        assertThat(warning).containsText("answer of the server, ");
        assertThat(warning).containsText(": <b>Corrected</b> in the next message.");
        assertThat(warning).containsText("acknowledged by the server ");
    }

    @Test
    void anAddressOfNoTradeSaysSo() {
        page = browser.page(1300, 900);
        page.navigate(address() + "#/trades/6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b");
        assertThat(page.locator("#announcement")).containsText("does not contain trade 6f1c2a34");
        assertThat(page.locator("#trades")).isVisible();
        browser.pageErrors().removeIf(error -> error.contains("status of 404"));
    }

    @Test
    void anUnchangedListIsNotTransferredAgain() {
        page = page(1300, 900);
        startTrade();
        page.waitForFunction("() => !refreshing");
        var again = page.waitForResponse(
                response -> response.url().contains("/api/trades?"), () -> page.evaluate("refresh()"));
        assertThat(again.status()).isEqualTo(304);
        server.send(messages.statusChange("order", "ACCEPTED"));
        assertStatuses(page, "accepted", "not started", "pending");
    }

    @Test
    void aStoppedConnectorIsShownUntilItResponds() {
        page = page(1300, 900);
        startTrade();
        assertThat(page.locator("#outage")).isHidden();
        page.route("**/api/**", Route::abort);
        page.evaluate("refresh()");
        assertThat(page.locator("#outage")).containsText("The client does not respond.");
        assertThat(page.locator("#live")).hasText("client unreachable; retrying");
        assertThat(row(page)).hasCount(1);
        page.unroute("**/api/**");
        page.evaluate("refresh()");
        assertThat(page.locator("#outage")).isHidden();
        browser.pageErrors().removeIf(error -> error.contains("ERR_FAILED"));
    }

    @Test
    void anEarlierOrderIsCopied() {
        page = page(1300, 900);
        startTrade();
        row(page).click();
        page.getByText("Order again").click();
        assertThat(page.getByLabel("Product").first()).hasValue("TEA-EARL-GREY-100");
        assertThat(page.getByLabel("City")).hasValue("London");
        assertThat(page.getByLabel("Card token")).hasValue("");
        assertThat(page.getByLabel("Your order number").inputValue()).isNotEqualTo("PO-1");
        assertThat(page.locator("#detail")).isHidden();
    }

    @Test
    void aGermanReaderReadsGerman() {
        page = browser.page(1300, 900, "de-DE");
        page.navigate(address());
        startTrade();
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(row(page)).containsText("66,90");
        assertStatuses(page, "eingegangen", "nicht begonnen", "offen");
        server.send(messages.preview(data -> data.put("order", "COMPLETED")));
        assertThat(page.getByText("kann nicht von RECEIVED zu COMPLETED wechseln")
                        .first())
                .isVisible();
        page.getByText("Neue Bestellung").first().click();
        assertThat(page.getByLabel("Postleitzahl")).isVisible();
        Browser.screenshot(page, "order-form-de");
        assertThat(browser.pageErrors()).isEmpty();
    }

    @Test
    void anInstalledFileAddsALanguage() throws IOException {
        Path texts = Files.createDirectories(data.resolve("texts")).resolve("fr.json");
        Files.writeString(texts, "{\"Trades\": \"Affaires\", \"New order\": \"Nouvelle commande\"}");
        try {
            page = browser.page(1300, 900, "fr-FR");
            page.navigate(address());

            assertThat(page.locator("html")).hasAttribute("lang", "fr");
            assertThat(page.locator("nav")).containsText("Affaires");
            assertThat(page.locator("nav")).containsText("Upload orders");
            assertThat(browser.pageErrors()).isEmpty();
        } finally {
            Files.delete(texts);
        }
    }

    @Test
    void aPageWithoutJavaScriptSaysSo() {
        page = browser.pageWithoutScripts(1300, 900);
        page.navigate(address());
        assertThat(page.locator("noscript p")).isVisible();
    }

    private void startTrade() {
        startTrade(ContractFiles.order("PO-1"));
    }

    private void startTrade(ObjectNode order) {
        api.place(order);
        messages =
                TradeMessages.of(server.nextOrder(order.path("orderReference").asText()));
        server.send(messages.information());
        assertThat(row(page)).hasCount(1);
    }

    /** Opens the page of a trade with a parcel and an invoice. */
    private void openShippedTrade(int width) {
        page = page(width, 900);
        startTrade();
        server.send(ShownTrades.partiallyShipped(messages));
        assertThat(row(page)).containsText("partially shipped");
        row(page).click();
        assertThat(page.locator("#trade")).containsText("SPA1");
    }
}
