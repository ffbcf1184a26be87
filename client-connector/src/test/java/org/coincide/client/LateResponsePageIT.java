package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses that come after the person has opened another view. */
class LateResponsePageIT extends AbstractPageIT {

    private static final String COPIED_ORDERS =
            """
            INSERT INTO placed_order (order_reference, order_digest, event_body, state, placed_at, entry_number)
            SELECT 'COPY-' || n, order_digest, event_body, state, placed_at, entry_number
            FROM placed_order, UNNEST(SEQUENCE_ARRAY(1, %d, 1)) AS numbers (n) WHERE order_reference = 'PO-1'""";

    private final List<Route> held = new ArrayList<>();
    private Page page;
    private String first;

    @BeforeEach
    void showTwoTrades() {
        page = page(1300, 900);
        first = start("PO-1");
        start("PO-2");
        assertThat(row(page)).hasCount(2);
        page.waitForFunction("() => !refreshing");
    }

    @Test
    void aLateResponseDoesNotReplaceTheNextTrade() {
        open("PO-1");
        hold("**/api/trades/" + first, () -> page.evaluate("() => { refresh(); }"));
        page.keyboard().press("Escape");
        open("PO-2");
        release("**/api/trades/" + first);
        assertThat(page.locator("#detail-title")).hasText("PO-2");
    }

    @Test
    void aTradeDoesNotOpenOverTheNextView() {
        hold("**/api/trades/" + first, () -> name("PO-1").click());
        page.locator("nav a[href='#/order']").click();
        assertThat(page.locator("#order-lines-0-sku")).isFocused();
        release("**/api/trades/" + first);
        assertThat(page.locator("#detail")).isHidden();
    }

    @Test
    void aLateFormDoesNotOpenInTheNextTrade() {
        open("PO-1");
        hold("**/api/trades/" + first, () -> button("Cancel the order").click());
        page.keyboard().press("Escape");
        open("PO-2");
        release("**/api/trades/" + first);
        assertThat(page.locator("#request-form")).isHidden();
    }

    @Test
    void aLateAnswerDoesNotDiscardTheNextForm() {
        open("PO-1");
        button("Cancel the order").click();
        hold("**/cancellation", () -> button("Request cancellation").click());
        page.keyboard().press("Escape");
        open("PO-2");
        button("Cancel the order").click();
        page.getByLabel("Reason").fill("We ordered twice.");
        release("**/cancellation");
        assertThat(page.getByLabel("Reason")).hasValue("We ordered twice.");
    }

    @Test
    void aLateAnswerNamesItsOrder() {
        open("PO-1");
        button("Cancel the order").click();
        hold("**/cancellation", () -> button("Request cancellation").click());
        page.keyboard().press("Escape");
        release("**/cancellation");
        assertThat(page.locator("#announcement"))
                .hasText("Order PO-1: The request is stored and will be sent to the server.");
    }

    @Test
    void aDoubleClickDoesNotPassTheLastPage() {
        copyTheFirst(28);
        assertRange("1 to 25 of 30");
        page.evaluate("() => { byId('next').click(); byId('next').click(); }");
        page.waitForFunction("() => !refreshing && !refreshAgain");
        assertThat(page.locator("#page-range")).hasText("26 to 30 of 30");
    }

    @Test
    void aPageBeyondTheEndLeadsToTheLastPage() {
        copyTheFirst(58);
        assertRange("1 to 25 of 60");
        page.locator("#next").click();
        assertRange("26 to 50 of 60");
        page.locator("#next").click();
        assertRange("51 to 60 of 60");
        sql.update("DELETE FROM trade WHERE trading_id LIKE 'copy-_' OR trading_id LIKE 'copy-1_'"
                + " OR trading_id LIKE 'copy-2_' OR trading_id = 'copy-30'");
        page.evaluate("refresh()");
        assertThat(page.locator("#page-range")).hasText("26 to 30 of 30");
    }

    /** Copies the first trade without its lines, for a list of many pages. */
    private void copyTheFirst(int copies) {
        sql.update(COPIED_ORDERS.formatted(copies));
        var columns = String.join(
                ", ",
                sql.queryForList(
                        "SELECT column_name FROM information_schema.columns WHERE table_name = 'TRADE' AND ordinal_position > 3"
                                + " ORDER BY ordinal_position",
                        String.class));
        sql.update(
                """
                INSERT INTO trade SELECT 'copy-' || n, event_source, 'COPY-' || n, %s
                FROM trade, UNNEST(SEQUENCE_ARRAY(1, %d, 1)) AS numbers (n) WHERE order_reference = 'PO-1'"""
                        .formatted(columns, copies));
        page.reload();
    }

    private void assertRange(String range) {
        assertThat(page.locator("#page-range")).hasText(range);
        page.waitForFunction("() => !refreshing && !refreshAgain");
    }

    private String start(String reference) {
        api.place(ContractFiles.order(reference));
        var trade = TradeMessages.of(server.nextOrder(reference));
        server.send(trade.information());
        return trade.tradingId();
    }

    private void open(String reference) {
        name(reference).click();
        assertThat(page.locator("#detail-title")).hasText(reference);
        assertThat(page.locator("#detail")).isVisible();
        page.waitForFunction("() => !refreshing || document.querySelector('#request-buttons button')");
    }

    private Locator name(String reference) {
        return page.locator("#trades tbody button", new Page.LocatorOptions().setHasText(reference));
    }

    private Locator button(String text) {
        return page.locator("#detail").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(text));
    }

    /** Holds the request that an action causes. */
    private void hold(String path, Runnable action) {
        page.route(path, route -> {
            if (held.isEmpty()) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        action.run();
        page.waitForCondition(() -> !held.isEmpty());
    }

    /** Lets the held request go on, until the page has handled its response. */
    private void release(String path) {
        page.waitForResponse(path, () -> held.get(0).resume()).finished();
        page.evaluate("fetch('/api/client').then(response => response.text())");
    }
}
