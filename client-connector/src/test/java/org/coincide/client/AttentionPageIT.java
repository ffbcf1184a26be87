package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.ShownTrades;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lists above the trades: warnings and orders that need somebody. */
class AttentionPageIT extends AbstractPageIT {

    private static final String HEALED_MESSAGES =
            """
            INSERT INTO quarantine (id, dedupe_key, state, warning_type, received_at, trading_id, kind, body, body_size)
            SELECT 'healed-' || n, 'healed-' || n, 'APPLIED', 'SEQUENCE_GAP', CURRENT_TIMESTAMP, 'trade-' || n, 'any', '{}', 2
            FROM UNNEST(SEQUENCE_ARRAY(1, 60, 1)) AS numbers (n)""";
    private static final String HEALED_GROUPS =
            """
            INSERT INTO warning_group (trading_id, warning_type, warnings, first_at, latest_at, latest_text, latest_quarantine_id)
            SELECT trading_id, warning_type, 1, received_at, received_at, 'the sequence is 3 but the next one is 2', id
            FROM quarantine WHERE state = 'APPLIED'""";
    private static final String REFUSED_ORDERS =
            """
            INSERT INTO placed_order (order_reference, order_digest, event_body, state, placed_at, reasons, entry_number)
            SELECT 'REFUSED-' || n, order_digest, event_body, 'REFUSED', CURRENT_TIMESTAMP, '[{"code":"UNKNOWN_PRODUCT"}]', entry_number
            FROM placed_order, UNNEST(SEQUENCE_ARRAY(1, 300, 1)) AS numbers (n)""";

    private static final String COPIED_ORDERS =
            """
            INSERT INTO placed_order (order_reference, order_digest, event_body, state, placed_at, entry_number)
            SELECT 'COPY-' || n, order_digest, event_body, state, placed_at, entry_number
            FROM placed_order, UNNEST(SEQUENCE_ARRAY(1, 1500, 1)) AS numbers (n)""";

    @AfterEach
    void thePageReportsNoErrors() {
        if (browser != null) {
            assertThat(browser.pageErrors()).isEmpty();
        }
    }

    @Test
    void manyHealedWarningsHideNoOpenOne() {
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.information(), messages.preview(data -> data.put("order", "COMPLETED")));
        var page = page(1300, 900);
        assertThat(page.locator("#warnings li")).hasCount(1);
        sql.update(HEALED_MESSAGES);
        sql.update(HEALED_GROUPS);

        page.reload();
        assertThat(page.locator("#settled .count")).hasText("49 of 60");
        assertThat(page.locator("#warnings li")).containsText("ILLEGAL_TRANSITION");
        assertThat(page.locator("#warnings li a").first()).hasText("order PO-1");
        assertThat(page.locator("#warnings .count")).hasText("1");
        assertThat(api.get("/api/warnings/groups?limit=50").headers().firstValue("X-Total-Count"))
                .contains("61");
    }

    @Test
    void aButtonOfAWarningKeepsTheFocus() {
        server.send("{\"no\": \"message\"}");
        var page = page(1300, 900);
        var acknowledge = page.locator("#warnings .about button");
        acknowledge.focus();
        server.send("{\"more\": \"no message\"}");
        assertThat(page.locator("#warnings li")).containsText("2 times");
        assertThat(acknowledge).isFocused();
    }

    @Test
    void everyTradeWithAWarningIsCounted() {
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.information(), messages.preview(data -> data.put("order", "COMPLETED")));
        await().until(() -> api.list("/api/trades?disputed=true").size() == 1);
        sql.update(COPIED_ORDERS);
        sql.update(
                """
                INSERT INTO trade SELECT 'copy-' || n, event_source, 'COPY-' || n, %s
                FROM trade, UNNEST(SEQUENCE_ARRAY(1, 1500, 1)) AS numbers (n)"""
                        .formatted(otherColumns()));
        sql.update(
                """
                INSERT INTO warning_group (trading_id, warning_type, warnings, first_at, latest_at, latest_text, latest_quarantine_id)
                SELECT t.trading_id, g.warning_type, g.warnings, g.first_at, g.latest_at, g.latest_text, g.latest_quarantine_id
                FROM trade t, warning_group g WHERE t.trading_id LIKE 'copy-%'""");
        for (var condition : new String[] {"warned", "disputed"}) {
            assertThat(api.get("/api/trades?limit=25&" + condition + "=true")
                            .headers()
                            .firstValue("X-Total-Count"))
                    .as(condition)
                    .contains("1501");
        }
    }

    /** The columns of a trade after the order reference, in their order. */
    private String otherColumns() {
        return String.join(
                ", ",
                sql.queryForList(
                        "SELECT column_name FROM information_schema.columns WHERE table_name = 'TRADE' AND ordinal_position > 3"
                                + " ORDER BY ordinal_position",
                        String.class));
    }

    @Test
    void manyRefusedOrdersHideNoneWithoutAnAnswer() {
        api.place(ContractFiles.order("PO-1"));
        sql.update(REFUSED_ORDERS);
        var page = page(1300, 900);
        assertThat(page.locator("#orders li").first()).containsText("PO-1");
        assertThat(page.locator("#orders .count")).hasText("21 of 301");
        assertThat(api.get("/api/orders?state=REFUSED&limit=20&offset=20")
                        .headers()
                        .firstValue("Link"))
                .hasValueSatisfying(link -> assertThat(link).contains("offset=40"));
    }

    @Test
    void aGermanReaderReadsReasonsAndTheServersWords() {
        var page = browser.page(1300, 900, "de-DE");
        page.navigate(address());
        api.place(ContractFiles.order("PO-1"));
        server.nextOrder("PO-1");
        server.send(refusal("PO-1"));
        var refused = page.locator("#orders li");
        assertThat(refused).containsText("Position 2: Der Artikel hat einen anderen Preis.");
        assertThat(refused.locator("q")).hasText("CUP costs 4.90 EUR, not 4.50. Order at the catalogue's price.");
        assertThat(refused.locator("q")).hasAttribute("lang", "en");
        Browser.screenshot(page, "refusal-de");

        api.place(ContractFiles.order("PO-2"));
        var messages = TradeMessages.of(server.nextOrder("PO-2"));
        server.send(messages.information(), held(messages));
        assertThat(row(page)).containsText("Der Bestellwert liegt über Ihrem Limit.");
        row(page).click();
        assertThat(page.locator("#history li").last()).containsText("Der Bestellwert liegt über Ihrem Limit.");
        assertThat(page.locator("#history li").last()).not().containsText("Der Server sagt");
    }

    @Test
    void aGermanReaderReadsAnInvalidMessage() {
        var page = browser.page(1300, 900, "de-DE");
        page.navigate(address());
        var warning = page.locator("#warnings li");
        server.send("{\"specversion\": \"1.0\"}");
        assertThat(warning).containsText("Umschlag der Nachricht: die Angabe id fehlt; die Angabe source fehlt; ");
        assertThat(warning).containsText("; und 3 weitere");
        server.send(
                ContractFiles.example("processing").put("specversion", "2.0").toString());
        assertThat(warning).containsText("Umschlag der Nachricht: /specversion muss den Wert 1.0 haben");
    }

    @Test
    void theReaderOfAnInvalidMessageIsNotToldToCorrectIt() {
        var page = page(1300, 900);
        server.send("{\"specversion\": \"1.0\"}");
        assertThat(page.locator("#warnings li"))
                .containsText("envelope: the property id is missing; the property source is missing; ");
    }

    @Test
    void theNameOfAnEventIsFollowedByTheReasonsCode() {
        var page = page(1300, 900);
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.information(), held(messages));
        assertThat(row(page)).containsText("Order held (credit limit)");
        row(page).click();
        assertThat(page.locator("#detail-reason")).hasText("Order held (credit limit)");
        assertThat(page.locator("#detail-statuses")).containsText("on hold");
    }

    private static String refusal(String orderReference) {
        return ShownTrades.refusal(orderReference, reasons -> reasons.addObject()
                .put("code", "PRICE_CHANGED")
                .put("text", "CUP costs 4.90 EUR, not 4.50. Order at the catalogue's price.")
                .put("pointer", "/lines/1/unitPrice"));
    }

    private static String held(TradeMessages messages) {
        return messages.next(data -> {
            data.put("order", "ON_HOLD");
            ObjectNode reason = data.putObject("reason");
            reason.put("code", "CREDIT_LIMIT").put("text", "Order held");
        });
    }
}
