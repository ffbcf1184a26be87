package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.ShownTrades;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;

/** The client's page by keyboard alone. */
class KeyboardIT extends AbstractPageIT {

    private static final int MOST_TABS = 80;

    @Test
    void aPersonBuysReadsReturnsAndPrintsByKeyboardAlone() {
        var page = page(1300, 900);
        page.evaluate("window.print = () => { window.printed = true; }");
        var reference = order(page);
        var messages = TradeMessages.of(server.nextOrder(reference));
        server.send(messages.information());
        assertThat(row(page)).hasCount(1);
        server.send(ShownTrades.partiallyShipped(messages));
        server.send(ShownTrades.delivered(messages));
        assertStatuses(page, "completed", "delivered", "paid");

        focus(page, "#trades tbody button");
        page.keyboard().press("Enter");
        assertThat(page.locator("#trade")).containsText("Delivery promised by");
        assertThat(page.locator("#trade")).containsText("3 × TEA-EARL-GREY-100");
        assertThat(page.locator("#trade a")).hasText("SPA1");
        assertThat(page.locator("#trade")).containsText("INV-1");
        returnOnePiece(page);
        var request =
                server.nextRequest("trading.return.v1", messages.tradingId()).get("data");
        assertThat(request.at("/lines/0/quantity").asInt()).isEqualTo(1);
        assertThat(page.locator("#requests li")).hasCount(1);
        focus(page, "#print");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("window.printed")).isEqualTo(true);
        page.keyboard().press("Escape");
        assertThat(page.locator("#detail")).isHidden();
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo(reference);
    }

    /** Fills in and sends the form of an order; returns its number. */
    private static String order(Page page) {
        focus(page, "nav a[href='#/order']");
        page.keyboard().press("Enter");
        type(page, "#order-lines-0-sku", "TEA-EARL-GREY-100");
        type(page, "#order-lines-0-quantity", "3");
        type(page, "#order-lines-0-unitPrice", "12.50");
        focus(page, "#order-form fieldset .buttons .plain");
        page.keyboard().press("Enter");
        type(page, "#order-lines-1-sku", "CUP-PORCELAIN");
        type(page, "#order-lines-1-quantity", "6");
        type(page, "#order-lines-1-unitPrice", "4.90");
        type(page, "#order-shipTo-name", "Ada Lovelace");
        type(page, "#order-shipTo-street", "12 St James's Square");
        type(page, "#order-shipTo-postalCode", "SW1Y 4JH");
        type(page, "#order-shipTo-city", "London");
        type(page, "#order-shipTo-country", "GB");
        var reference = page.getByLabel("Your order number").inputValue();
        focus(page, "#order-form .strong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#announcement")).containsText(reference + " is stored");
        return reference;
    }

    private static void returnOnePiece(Page page) {
        focus(page, "#request-buttons button");
        page.keyboard().press("Enter");
        type(page, "#request-line-1", "1");
        focus(page, "#request-form .strong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#request-result")).containsText("will be sent to the server");
    }

    @Test
    void aWarningIsAcknowledgedWithANoteByKeyboard() {
        tradeWithAWarning();
        var page = page(1300, 900);
        focus(page, "#warnings .about button");
        page.keyboard().press("Enter");
        page.keyboard().type("The sender was told.");
        focus(page, "#acknowledgement .strong");
        page.keyboard().press("Enter");

        assertThat(page.locator("#warnings")).isHidden();
        assertThat(page.locator("#settled li")).containsText("The sender was told.");
        server.send("{\"more\": \"no message\"}");
        assertThat(page.locator("#warnings li")).containsText("2 times");
    }

    private void tradeWithAWarning() {
        api.place(ContractFiles.order("PO-1"));
        server.send(TradeMessages.of(server.nextOrder("PO-1")).information());
        server.send("{\"no\": \"message\"}");
    }

    /** Presses Tab until the element has the focus. */
    private static void focus(Page page, String selector) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            if ((Boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError(selector + " is not reached by " + MOST_TABS + " tabs");
    }

    private static void type(Page page, String selector, String text) {
        focus(page, selector);
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }
}
