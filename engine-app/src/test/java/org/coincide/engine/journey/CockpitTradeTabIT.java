package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
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

        assertThat(browser.logIn(secrets.operator(), "cockpit")).isEqualTo(200);
        browser.open("/camunda/app/cockpit/default/#/process-instance/" + instanceOf(order) + "/runtime");
        Locator tab = browser.page().locator(".coincide-trade");
        browser.see("Trade");
        browser.click("Trade");
        shows(tab, "Warnings of the client (1)");
        shows(tab, "<b>order</b> may not go back");
        shows(tab, "of client acme");
        shows(tab, "PREPARING");
        browser.picture("cockpit-trade");

        tab.locator("#coincide-reason").fill("The provider is away.");
        browser.click("Cancel trade …");
        shows(tab, "It cannot be undone.");
        browser.click("Keep trade");
        assertThat(acme.statusesOf(reference(order))).startsWith("ACCEPTED/");
        browser.click("Cancel trade …");
        browser.click("Cancel trade");
        shows(tab, "The trade is being cancelled.");
        browser.picture("cockpit-cancelled");
        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).startsWith("CANCELLING/"));
        assertThat(newest(order).at("/reason/code").asText()).isEqualTo("CANCELLED_BY_OPERATOR");
        assertThat(newest(order).at("/reason/text").asText()).isEqualTo("The provider is away.");
        assertThat(newest(order).at("/actor/kind").asText()).isEqualTo("OPERATOR");
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
