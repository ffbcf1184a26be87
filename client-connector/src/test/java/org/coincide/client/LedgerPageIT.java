package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.InvalidMessages;
import org.coincide.client.support.ShownTrades;
import org.coincide.client.support.TradeMessages;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.Test;

/** The page's trades, warnings and orders. */
class LedgerPageIT extends AbstractPageIT {

    @Test
    void aTradeIsShownAndUpdatedWithoutAReload() {
        var page = page(1280, 800);
        assertThat(page.locator("#trades .empty")).isVisible();
        assertThat(page.locator("h1")).hasText("Ledger of acme");
        Browser.screenshot(page, "empty");
        page.evaluate("window.neverReloaded = true");

        api.place(ContractFiles.order("PO-1"));
        assertThat(page.locator("#orders li")).containsText("PO-1");
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.information());
        assertStatuses(page, "received", "not started", "pending");
        assertThat(page.locator("#orders")).isHidden();

        server.send(messages.statusChange("order", "ACCEPTED"), messages.statusChange("payment", "AUTHORIZED"));
        assertStatuses(page, "accepted", "not started", "authorized");
        assertThat(row(page)).containsText("66.90 EUR");
        assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);

        row(page).click();
        assertThat(page.locator("#history li")).hasCount(3);
        assertThat(page.locator("#detail-sub")).containsText("history intact");
        Browser.screenshot(page, "history");
        assertThat(browser.pageErrors()).isEmpty();
    }

    @Test
    void anUnconfirmedPaymentHasALinkToConfirmIt() {
        var page = page(1280, 800);
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(
                messages.information(),
                messages.statusChange("order", "ACCEPTED"),
                ShownTrades.unconfirmedPayment(messages));
        assertStatuses(page, "accepted", "not started", "requires action");
        row(page).click();
        var link = page.locator("#action a");
        assertThat(link).hasText("Confirm the payment");
        assertThat(link).hasAttribute("href", "https://provider.example/confirm/4711?a=1&b=2");
        assertThat(link).hasAttribute("rel", "noopener noreferrer");
        assertThat(page.locator("#action time")).hasAttribute("datetime", "2026-11-24T09:15:00Z");
        Browser.screenshot(page, "confirm");

        server.send(messages.next(data -> {
            data.remove("action");
            data.put("payment", "AUTHORIZED");
            ((ObjectNode) data.get("amounts")).put("authorized", "66.90");
        }));
        assertThat(page.locator("#action")).isHidden();
        assertThat(link).hasCount(0);
        assertThat(browser.pageErrors()).isEmpty();
    }

    @Test
    void markupInAMessageIsShownAsText() {
        var markup = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
        var page = page(1280, 800);
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(
                messages.information(),
                messages.statusChange("order", "REJECTED", "SAID_SO", markup),
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
    void thePageFitsANarrowScreen() {
        showSixTrades();
        for (int width : new int[] {400, 1280}) {
            var page = page(width, 900);
            assertThat(row(page)).hasCount(6);
            assertThat(page.locator("#warnings li")).hasCount(3);
            assertThat(page.locator("#orders li")).hasCount(2);
            Browser.screenshot(page, "busy-" + width);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
        }
        assertThat(browser.pageErrors()).isEmpty();
    }

    private void showSixTrades() {
        for (int i = 1; i <= 6; i++) {
            api.place(ContractFiles.order("PO-2026-000" + i));
            var messages = TradeMessages.of(server.nextOrder("PO-2026-000" + i));
            server.send(messages.completeTrade().limit(i + 3L).toList());
            if (i == 1) {
                server.send(
                        InvalidMessages.of(WarningType.UNKNOWN_TRADE, messages),
                        InvalidMessages.of(WarningType.EQUIVOCATION, messages),
                        InvalidMessages.of(WarningType.ILLEGAL_TRANSITION, messages));
            }
        }
        api.place(ContractFiles.order("PO-2026-0007"));
        server.nextOrder("PO-2026-0007");
        server.send(ShownTrades.refusal("PO-2026-0007"));
        api.place(ContractFiles.order("PO-2026-0008"));
    }
}
