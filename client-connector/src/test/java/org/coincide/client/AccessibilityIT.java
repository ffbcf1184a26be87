package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coincide.client.support.Accessibility;
import org.coincide.client.support.Accessibility.Look;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.ShownTrades;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;

/** All states of the client's page: by the rules of WCAG 2.2 AA in each look, and in German. */
class AccessibilityIT extends AbstractPageIT {

    private static final String CATALOGUE =
            """
            [{"sku":"TEA-EARL-GREY-100","name":"Earl Grey, 100 g","unitPrice":"12.50","currency":"EUR","availability":"IN_STOCK"},
             {"sku":"SET","name":"Anniversary set","unitPrice":"129.00","currency":"EUR","availability":"EXPECTED",
              "expectedOn":"2027-01-15"}]
            """;

    /** Remembers the texts that have no translation. */
    private static final String REMEMBER_UNTRANSLATED =
            """

            window.untranslated = new Set();
            {
              const translate = t;
              const translated = new Set();
              t = (text, ...values) => {
                const result = translate(text, ...values);
                if (document.documentElement.lang !== 'en' && !(text in texts) && !translated.has(text)) {
                  untranslated.add(text);
                }
                translated.add(result);
                return result;
              };
            }
            """;

    /** Data that passes through the translation: goods, an address, the refusal of a file. */
    private static final String DATA = "TEA-.*|CUP-.*|Ada Lovelace, .*|The file .*";

    /** Called in each state of the page. */
    private interface State {
        void named(String name);
    }

    private Page page;
    private State state;

    @Test
    void everyStateMeetsTheRulesOfWcag() {
        List<String> violations = new ArrayList<>();
        visit("en-US", name -> {
            for (var look : Look.values()) {
                look.of(page);
                var shown = name + "-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-');
                Accessibility.violations(page).forEach(violation -> violations.add(shown + " " + violation));
                if (!Accessibility.fits(page)) {
                    violations.add(shown + " must be scrolled sideways");
                }
                Browser.screenshot(page, "state-" + shown);
            }
            Look.WIDE.of(page);
        });
        assertThat(violations).isEmpty();
    }

    @Test
    void theDescriptionOfTheApiMeetsTheRulesOfWcag() {
        page = browser.page(1300, 900);
        page.navigate(address() + "docs/index.html");
        assertThat(page.locator(".opblock").first()).isVisible();
        Browser.screenshot(page, "state-api");
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    void everyStateIsGermanForAGermanReader() {
        visit("de-DE", name -> {
            for (var look : List.of(Look.NARROW, Look.WIDE)) {
                look.of(page);
                Browser.screenshot(page, "state-de-" + name + "-" + look.name().toLowerCase(Locale.ROOT));
            }
        });
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(untranslated()).allMatch(text -> text.matches(DATA)).isNotEmpty();
    }

    @SuppressWarnings("unchecked")
    private List<String> untranslated() {
        return (List<String>) page.evaluate("[...untranslated]");
    }

    private void visit(String language, State each) {
        page = browser.page(1300, 900, language);
        state = each;
        page.route("**/texts.js", AccessibilityIT::rememberUntranslated);
        page.navigate(address());
        assertThat(page.locator("#trades .empty")).isVisible();
        state.named("empty");
        fillTheLedger();
        visitTheList();
        visitTheTrades();
        visitTheOrderForm();
        visitTheUpload();
        visitAStoppedConnector();
    }

    private static void rememberUntranslated(Route route) {
        try {
            var script = Files.readString(Path.of("src/main/resources/static/texts.js"));
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/javascript")
                    .setBody(script + REMEMBER_UNTRANSLATED));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Trades to ship, on hold, finished and with an unconfirmed payment; orders without a trade; warnings of each state. */
    private void fillTheLedger() {
        var shipped = started("PO-1001");
        server.send(ShownTrades.partiallyShipped(shipped));
        var held = started("PO-1002");
        server.send(held.statusChange("order", "ON_HOLD", "LARGE_ORDER", "A person reviews orders of this value."));
        server.send(started("PO-1003").completeTrade().skip(1).toList());
        var unconfirmed = started("PO-1004");
        server.send(unconfirmed.statusChange("order", "ACCEPTED"), ShownTrades.unconfirmedPayment(unconfirmed));
        var healed = started("PO-1005");
        var late = healed.statusChange("order", "ACCEPTED");
        server.send(healed.statusChange("payment", "AUTHORIZED"), late, "{\"no\": \"message\"}");
        var disputed = started("PO-1006");
        server.send(disputed.preview(data -> data.put("order", "ON_HOLD")), disputed.statusChange("order", "ACCEPTED"));
        api.place(ContractFiles.order("PO-1007"));
        server.nextOrder("PO-1007");
        server.send(ShownTrades.refusal("PO-1007"));
        api.place(ContractFiles.order("PO-1008"));
        assertThat(row(page)).hasCount(6);
        assertThat(page.locator("#warnings li")).hasCount(2);
        assertThat(page.locator("#orders li")).hasCount(2);
        assertThat(page.locator("#settled li")).hasCount(1);
    }

    private TradeMessages started(String reference) {
        api.place(ContractFiles.order(reference));
        var trade = TradeMessages.of(server.nextOrder(reference));
        server.send(trade.information());
        return trade;
    }

    private void visitTheList() {
        state.named("trades");
        Look.NARROW.of(page);
        page.locator(".filter-toggle").click();
        state.named("filters");
        page.locator("#filter-q").fill("nothing");
        assertThat(page.locator("#trades .none")).isVisible();
        state.named("no-match");
        page.locator("#filter-q").fill("");
        assertThat(row(page)).hasCount(6);
        page.locator("#warnings .about button").last().click();
        state.named("acknowledgement");
        page.locator("#acknowledgement .close").click();
        page.locator("#warnings li", new Page.LocatorOptions().setHasText("EQUIVOCATION"))
                .locator(".about button")
                .first()
                .click();
        assertThat(page.locator("#settlement pre")).hasCount(2);
        state.named("settlement");
        page.locator("#settlement .close").click();
        sql.update("UPDATE trade SET amount_captured = 7 WHERE order_reference = 'PO-1003'");
        page.locator("#verify").click();
        assertThat(page.locator("#findings li")).hasCount(1);
        state.named("findings");
    }

    private void visitTheTrades() {
        open("PO-1001");
        state.named("trade");
        page.locator("#request-buttons button").first().click();
        state.named("cancellation");
        page.locator("#request-form .strong").click();
        assertThat(page.locator("#requests li")).hasCount(1);
        state.named("request");
        page.locator("#close").click();
        open("PO-1002");
        page.locator("#request-buttons button").first().click();
        page.locator("#request-form .strong").click();
        assertThat(page.locator("#request-form .error")).isVisible();
        state.named("amendment");
        page.locator("#close").click();
        open("PO-1003");
        page.locator("#request-buttons button").first().click();
        page.locator("#request-form .strong").click();
        assertThat(page.locator("#request-form .error")).isVisible();
        state.named("return");
        page.locator("#close").click();
        open("PO-1006");
        assertThat(page.locator("#trade-warnings li")).hasCount(1);
        state.named("disputed");
        page.locator("#close").click();
        open("PO-1004");
        assertThat(page.locator("#action")).isVisible();
        state.named("unconfirmed");
        page.locator("#close").click();
    }

    private void open(String reference) {
        page.locator("#trades tbody button", new Page.LocatorOptions().setHasText(reference))
                .click();
        assertThat(page.locator("#detail-title")).hasText(reference);
    }

    private void visitTheOrderForm() {
        sql.update("DELETE FROM catalogue");
        sql.update(
                "INSERT INTO catalogue (fetched_at, products) VALUES (?, ?)",
                OffsetDateTime.parse("2026-11-24T09:00:00Z"),
                CATALOGUE);
        page.locator("nav a[href='#/order']").click();
        assertThat(page.locator("#order-lines-0-sku")).isFocused();
        state.named("order");
        page.locator("#order-form .strong").click();
        assertThat(page.locator("#order-error")).not().isEmpty();
        state.named("order-faults");
        page.locator("#order-lines-0-sku").fill("TEA-EARL-GREY-100");
        page.locator("#order-form fieldset .plain").last().click();
        page.locator("#order-lines-1-sku").fill("SET");
        page.locator("#order-address").selectOption("address-0");
        page.locator("#order-payment-method").selectOption("CARD");
        state.named("order-filled");
    }

    private void visitTheUpload() {
        page.locator("nav a[href='#/upload']").click();
        var example = page.locator("pre.example").textContent();
        state.named("upload");
        choose(example.replace(",3,", ",many,").replace("GB", "England"));
        assertThat(page.locator("#upload-faults li")).hasCount(2);
        state.named("upload-faults");
        choose("no,orders");
        state.named("upload-no-orders");
        choose(example);
        assertThat(page.locator("#upload-preview .strong")).isVisible();
        state.named("upload-preview");
    }

    private void choose(String text) {
        page.locator("#upload-file")
                .setInputFiles(new FilePayload("orders.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    private void visitAStoppedConnector() {
        page.route("**/api/**", Route::abort);
        page.locator("#upload-preview .strong").click();
        assertThat(page.locator("#upload-preview .error")).isVisible();
        state.named("upload-unreachable");
        page.locator("nav a[href='#/']").click();
        page.evaluate("refresh()");
        assertThat(page.locator("#outage")).isVisible();
        state.named("trades-unreachable");
    }
}
