package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client's page for people who use a keyboard, a screen reader or high contrast: WCAG 2.2 AA by axe-core. */
class AccessibilityIT extends AbstractPageIT {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int MOST_TABS = 80;

    @ParameterizedTest
    @CsvSource({"1300, LIGHT, NONE", "390, LIGHT, NONE", "1300, DARK, NONE", "1300, LIGHT, ACTIVE"})
    void everyViewIsCleanByAxe(int width, ColorScheme scheme, ForcedColors forced) {
        var trade = tradeWithWarnings();
        var page = page(width, 900);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setForcedColors(forced));
        var name = width + "-" + scheme + "-" + forced;

        assertThat(row(page)).hasCount(1);
        assertThat(page.locator("#warnings li")).hasCount(1);
        assertClean(page, "list-" + name);
        page.locator("#warnings button").click();
        assertClean(page, "acknowledgement-" + name);
        page.keyboard().press("Escape");
        row(page).locator("button").click();
        assertThat(page.locator("#history li")).hasCount(trade.messages().size());
        assertClean(page, "trade-" + name);
        page.keyboard().press("Escape");
        page.getByText("New order").first().click();
        assertThat(page.getByLabel("Your order number")).isVisible();
        assertClean(page, "order-" + name);
        page.getByText("Upload orders").first().click();
        assertClean(page, "upload-" + name);
    }

    @Test
    void aPersonOrdersAndReadsByKeyboardAlone() {
        var page = page(1300, 900);
        focus(page, "nav a[href='#/order']");
        page.keyboard().press("Enter");
        type(page, "#order-lines-0-sku", "TEA-EARL-GREY-100");
        type(page, "#order-lines-0-quantity", "3");
        type(page, "#order-lines-0-unitPrice", "12.50");
        type(page, "#order-shipTo-name", "Ada Lovelace");
        type(page, "#order-shipTo-street", "12 St James's Square");
        type(page, "#order-shipTo-postalCode", "SW1Y 4JH");
        type(page, "#order-shipTo-city", "London");
        type(page, "#order-shipTo-country", "GB");
        var reference = page.getByLabel("Your order number").inputValue();
        focus(page, "#order-form button[type=submit], #order-form .strong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#announcement")).containsText(reference + " is stored");

        var messages = TradeMessages.of(server.nextOrder(reference));
        server.send(messages.information());
        assertThat(row(page)).hasCount(1);
        focus(page, "#trades tbody button");
        page.keyboard().press("Enter");
        assertThat(page.locator("#detail")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#detail")).isHidden();
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo(reference);
    }

    @Test
    void aWarningIsAcknowledgedWithANoteByKeyboard() {
        tradeWithWarnings();
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

    private record ShownTrade(List<String> messages) {}

    private ShownTrade tradeWithWarnings() {
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        var sent = List.of(
                messages.information(),
                messages.statusChange("order", "ACCEPTED"),
                messages.statusChange("payment", "AUTHORIZED"));
        sent.forEach(server::send);
        server.send("{\"no\": \"message\"}");
        return new ShownTrade(sent);
    }

    private static void assertClean(Page page, String name) {
        Browser.screenshot(page, "accessibility-" + name);
        var violations = new AxeBuilder(page).withTags(WCAG).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList()))
                .as(name)
                .isEmpty();
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
