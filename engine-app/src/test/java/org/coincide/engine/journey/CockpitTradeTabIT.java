package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.coincide.engine.support.Orders;
import org.coincide.engine.web.WholeServer;
import org.junit.jupiter.api.Test;

/** Cockpit's tab about a trade, in a browser. */
@WholeServer
class CockpitTradeTabIT extends BrowserScenario {

    @Test
    void cockpitShowsMessagesAndWarningsOfATrade() {
        ObjectNode order = Orders.byCard("tok_unavailable");
        acme.order(order);
        awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).hasSizeGreaterThanOrEqualTo(3));
        warnOf(tradingId(order));

        Locator tab = openTab(order);
        shows(tab, "Warnings of the client (1)");
        shows(tab, "<b>order</b> may not go back");
        shows(tab, "of client acme");
        shows(tab, "preparing");
        shows(tab, "Order accepted");
        assertThat(tab.textContent()).doesNotContain("PREPARING", "Event_", "ILLEGAL_TRANSITION");
        browser.picture("cockpit-trade");

        tab.locator("#coincide-reason").fill("The provider is away.");
        browser.click("Cancel trade …");
        shows(tab, "This cannot be undone.");
        browser.click("Do nothing");
        PlaywrightAssertions.assertThat(cancelling(tab)).isFocused();
        assertThat(acme.statusesOf(reference(order))).startsWith("ACCEPTED/");
        browser.click("Cancel trade …");
        browser.click("Cancel trade");
        shows(tab, "The trade is being cancelled.");
        PlaywrightAssertions.assertThat(tab.getByRole(AriaRole.STATUS)).isFocused();
        PlaywrightAssertions.assertThat(tab.locator("form")).hasCount(0);
        browser.picture("cockpit-cancelled");
        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).startsWith("CANCELLING/"));
        assertThat(newest(order).at("/reason/code").asText()).isEqualTo("CANCELLED_BY_OPERATOR");
        assertThat(newest(order).at("/reason/text").asText()).isEqualTo("The provider is away.");
        assertThat(newest(order).at("/actor/kind").asText()).isEqualTo("OPERATOR");
    }

    @Test
    void theTabIsGermanForAGermanReader() {
        ObjectNode order = held();
        warnOf(tradingId(order));
        browser.page().addInitScript("Object.defineProperty(navigator, 'languages', {get: () => ['de-DE', 'en']})");
        openInstance(order);
        Locator tab = browser.page().locator(".coincide-trade");
        browser.see("Vorgang");
        browser.click("Vorgang");
        shows(tab, "Nachrichten an den Client");
        shows(tab, "angehalten");
        browser.picture("cockpit-german");
        assertThat(tab.getAttribute("lang")).isEqualTo("de");
        tab.locator("#coincide-reason").fill("Der Anbieter ist weg.");
        browser.click("Vorgang stornieren …");
        browser.click("Vorgang stornieren");
        shows(tab, "Der Vorgang wird storniert.");
    }

    @Test
    void aCancellationNeedsAReason() {
        ObjectNode order = held();
        Locator tab = openTab(order);
        tab.locator("#coincide-reason").fill("  ");
        cancelling(tab).click();
        PlaywrightAssertions.assertThat(tab.locator("#coincide-reason")).isFocused();
        assertThat(tab.getByText("This cannot be undone.").isVisible()).isFalse();
        assertThat(answerToBlanks(instanceOf(order))).contains("Enter a reason.");
        assertThat(acme.statusesOf(reference(order))).startsWith("ON_HOLD/");
    }

    /** Sends a reason of blanks without the form, which would not send it. */
    private String answerToBlanks(String instance) {
        return (String) browser.page()
                .evaluate(
                        """
                        instance => fetch(`/camunda/api/cockpit/plugin/coincide/default/trade/${instance}/cancellation`, {
                          method: 'POST',
                          headers: { 'Content-Type': 'text/plain', 'X-XSRF-TOKEN': /XSRF-TOKEN=([^;]*)/.exec(document.cookie)[1] },
                          body: '  '
                        }).then(response => response.text())""",
                        instance);
    }

    @Test
    void aCancellationAfterTheEndOfTheSessionSaysWhatToDo() {
        Locator tab = openTab(held());
        browser.page().context().clearCookies();
        confirm(tab);
        shows(tab, "The session has ended. Log in again in another tab, then repeat the action here.");
        PlaywrightAssertions.assertThat(cancelling(tab)).isFocused();
        assertThat(browser.logIn(secrets.operator(), "cockpit")).isEqualTo(200);
        confirm(tab);
        shows(tab, "The trade is being cancelled.");
    }

    @Test
    void aCancellationOfAnEndedProcessSaysSo() {
        ObjectNode order = held();
        Locator tab = openTab(order);
        acme.request(
                "cancellation",
                tradingId(order),
                new ObjectMapper().createObjectNode().put("tradingId", tradingId(order)));
        awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
        awaitUntil(() -> assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(tradingId(order))
                        .count())
                .isZero());
        confirm(tab);
        shows(tab, "The process has ended");
    }

    @Test
    void aCancellationOfAPausedProcessNamesTheNextStep() {
        ObjectNode order = held();
        Locator tab = openTab(order);
        String instance = instanceOf(order);
        runtime.suspendProcessInstanceById(instance);
        try {
            confirm(tab);
            shows(tab, "The process is paused. Continue it first, or cancel the trade on its page.");
        } finally {
            runtime.activateProcessInstanceById(instance);
        }
    }

    private void openInstance(ObjectNode order) {
        assertThat(browser.logIn(secrets.operator(), "cockpit")).isEqualTo(200);
        browser.open("/camunda/app/cockpit/default/#/process-instance/" + instanceOf(order) + "/runtime");
    }

    private Locator openTab(ObjectNode order) {
        openInstance(order);
        Locator tab = browser.page().locator(".coincide-trade");
        browser.see("Trade");
        browser.click("Trade");
        shows(tab, "Messages to the client");
        return tab;
    }

    private static Locator cancelling(Locator tab) {
        return tab.getByText("Cancel trade …", new Locator.GetByTextOptions().setExact(true));
    }

    private void confirm(Locator tab) {
        tab.locator("#coincide-reason").fill("The provider is away.");
        cancelling(tab).click();
        browser.click("Cancel trade");
    }

    private void warnOf(String tradingId) {
        ObjectNode warning = new ObjectMapper()
                .createObjectNode()
                .put("warning", "ILLEGAL_TRANSITION")
                .put("text", "<b>order</b> may not go back")
                .put("tradingId", tradingId)
                .put("sequence", 2);
        acme.request("warning", tradingId, warning);
        awaitUntil(() -> assertThat(count("client_warning WHERE trading_id = '" + tradingId + "'"))
                .isEqualTo(1));
    }

    private String instanceOf(ObjectNode order) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId(order))
                .processDefinitionKey("order")
                .singleResult()
                .getId();
    }

    private void shows(Locator tab, String text) {
        browser.see(tab.filter(new Locator.FilterOptions().setHasText(text)));
    }
}
