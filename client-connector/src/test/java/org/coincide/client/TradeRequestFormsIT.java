package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's forms: cancel an order, return goods, amend an order on hold. */
class TradeRequestFormsIT extends AbstractPageIT {

    private static final String STORED = "will be sent to the server";

    private Page page;
    private TradeMessages messages;

    @AfterEach
    void thePageReportsNoErrors() {
        if (browser != null) {
            assertThat(browser.pageErrors()).allMatch(error -> error.contains("status of 409"));
        }
    }

    @Test
    void aCancellationShowsTheServersRefusal() {
        startTrade();
        server.send(messages.statusChange("order", "ACCEPTED"));
        assertStatuses(page, "accepted", "not started", "pending");
        row(page).click();
        button("Cancel the order").click();
        Browser.screenshot(page, "cancel");
        page.getByLabel("Reason").fill("We ordered twice.");
        button("Request cancellation").click();
        assertThat(answer()).containsText(STORED);
        var request = server.nextRequest("trading.cancellation.v1", messages.tradingId());
        assertThat(request.at("/data/reason/text").asText()).isEqualTo("We ordered twice.");

        server.send(SimulatedServer.refusalOf(
                request, "CANCELLATION", "ALREADY_SHIPPED", "The goods are with the carrier."));
        assertThat(page.locator("#requests li")).containsText("The goods are with the carrier.");
        assertThat(page.locator("#requests .status")).hasText("refused");
        Browser.screenshot(page, "refused");
    }

    @Test
    void aReturnIsRequestedAndItsProgressIsShown() {
        openDeliveredTrade();
        button("Return goods").click();
        page.getByLabel("TEA-EARL-GREY-100").fill("2");
        page.getByLabel("Reason").selectOption("WRONG_GOODS");
        page.getByLabel("Return number").fill("RET-7");
        Browser.screenshot(page, "return");
        button("Request return").click();
        assertThat(answer()).containsText(STORED);
        assertThat(page.locator("#requests li")).containsText("return RET-7");
        var request =
                server.nextRequest("trading.return.v1", messages.tradingId()).get("data");
        assertThat(request.get("returnNumber").asText()).isEqualTo("RET-7");
        assertThat(request.at("/reason/code").asText()).isEqualTo("WRONG_GOODS");
        assertThat(request.get("lines")).isEqualTo(lines(1, 2));

        server.send(
                messages.statusChange("delivery", "PARTIALLY_RETURNED"),
                messages.statusChange("payment", "PARTIALLY_REFUNDED"));
        assertThat(page.locator("#history li").last()).containsText("partially refunded");
        assertThat(page.locator("#detail-sub")).containsText("history intact");
    }

    @Test
    void anInvalidReturnIsNotSent() {
        openDeliveredTrade();
        button("Return goods").click();
        button("Request return").click();
        assertThat(formError()).hasText("No quantity is entered. Enter the quantity of at least one line.");
        Browser.screenshot(page, "return-of-nothing");

        page.getByLabel("TEA-EARL-GREY-100").fill("4");
        button("Request return").click();
        assertThat(validationMessage(page.getByLabel("TEA-EARL-GREY-100"))).contains("3");
        page.getByLabel("TEA-EARL-GREY-100").fill("1");
        page.getByLabel("Return number").fill("No. 7");
        button("Request return").click();
        assertThat(validationMessage(page.getByLabel("Return number"))).isNotEmpty();
        assertThat(api.list("/api/trades/" + messages.tradingId() + "/requests"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.000", "1e0", "0x1"})
    void aReturnedQuantityConsistsOfDigitsOnly(String quantity) {
        openDeliveredTrade();
        button("Return goods").click();
        type(page.getByLabel("TEA-EARL-GREY-100"), quantity);
        button("Request return").click();
        assertThat(validationMessage(page.getByLabel("TEA-EARL-GREY-100"))).contains("digits only");
        assertThat(api.list("/api/trades/" + messages.tradingId() + "/requests"))
                .isEmpty();
    }

    @Test
    void anAmendedQuantityConsistsOfDigitsOnly() {
        openHeldTrade();
        button("Change the order").click();
        type(page.getByLabel("TEA-EARL-GREY-100"), "1.000");
        button("Request change").click();
        assertThat(validationMessage(page.getByLabel("TEA-EARL-GREY-100"))).contains("digits only");
        assertThat(api.list("/api/trades/" + messages.tradingId() + "/requests"))
                .isEmpty();
    }

    /** Types by keyboard what a number field would not take at once. */
    private void type(Locator field, String text) {
        field.focus();
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }

    @Test
    void theClientsRefusalIsShownInTheForm() {
        openDeliveredTrade();
        for (var expected : new String[] {STORED, "Use another returnNumber for a new return."}) {
            button("Return goods").click();
            page.getByLabel("TEA-EARL-GREY-100").fill(expected.equals(STORED) ? "1" : "2");
            page.getByLabel("Return number").fill("RET-8");
            button("Request return").click();
            assertThat(expected.equals(STORED) ? answer() : formError()).containsText(expected);
        }
        Browser.screenshot(page, "return-number-taken");
    }

    @Test
    void anOrderOnHoldIsAmendedByAPrefilledForm() {
        openHeldTrade();
        button("Change the order").click();
        assertThat(page.getByLabel("TEA-EARL-GREY-100")).hasValue("3");
        assertThat(page.getByLabel("City")).hasValue("London");
        page.getByLabel("TEA-EARL-GREY-100").fill("5");
        page.getByLabel("CUP-PORCELAIN").fill("0");
        page.getByLabel("Country").fill("ie");
        Browser.screenshot(page, "change");
        button("Request change").click();
        assertThat(answer()).containsText(STORED);

        var request =
                server.nextRequest("trading.amendment.v1", messages.tradingId()).at("/data/order");
        var expected = messages.order().deepCopy();
        ((ObjectNode) expected.at("/lines/0")).put("quantity", 5);
        expected.withArray("lines").remove(1);
        ((ObjectNode) expected.get("shipTo")).put("country", "IE");
        assertThat(request).isEqualTo(expected);
        server.send(messages.amended(request), messages.statusChange("order", "RECEIVED"));
        assertThat(page.locator("#detail-sub")).containsText("changed, revision 2");
        Browser.screenshot(page, "changed");
        page.keyboard().press("Escape");
        assertThat(row(page)).containsText("62.50 EUR");
        assertStatuses(page, "received", "not started", "pending");
    }

    @Test
    void anAmendmentKeepsRegionAndPhone() {
        var order = ContractFiles.order("PO-1");
        ((ObjectNode) order.get("shipTo")).put("region", "Greater London").put("phone", "+44 20 7946 0018");
        openHeldTrade(order);
        button("Change the order").click();
        page.getByLabel("City").fill("Croydon");
        button("Request change").click();
        assertThat(answer()).containsText(STORED);
        ((ObjectNode) order.get("shipTo")).put("city", "Croydon");
        assertThat(server.nextRequest("trading.amendment.v1", messages.tradingId())
                        .at("/data/order/shipTo"))
                .isEqualTo(order.get("shipTo"));
    }

    @Test
    void anAmendmentRemovesAnEmptiedPhone() {
        var order = ContractFiles.order("PO-1");
        ((ObjectNode) order.get("shipTo")).put("region", "Greater London").put("phone", "+44 20 7946 0018");
        openHeldTrade(order);
        button("Change the order").click();
        page.getByLabel("Phone").fill("");
        button("Request change").click();
        assertThat(answer()).containsText(STORED);
        ((ObjectNode) order.get("shipTo")).remove("phone");
        assertThat(server.nextRequest("trading.amendment.v1", messages.tradingId())
                        .at("/data/order/shipTo"))
                .isEqualTo(order.get("shipTo"));
    }

    @Test
    void anEmptyAmendmentIsNotSent() {
        openHeldTrade();
        button("Change the order").click();
        button("Request change").click();
        assertThat(formError()).hasText("The order is unchanged. Change a quantity or the address.");
        page.getByLabel("TEA-EARL-GREY-100").fill("0");
        page.getByLabel("CUP-PORCELAIN").fill("0");
        button("Request change").click();
        assertThat(formError()).hasText("The order has no lines left. Cancel the order instead.");
        page.getByLabel("CUP-PORCELAIN").fill("6");
        page.getByLabel("Country").fill("G");
        button("Request change").click();
        assertThat(validationMessage(page.getByLabel("Country"))).isNotEmpty();
        page.getByLabel("Country").fill("GB");
        page.getByLabel("City").fill("   ");
        button("Request change").click();
        assertThat(validationMessage(page.getByLabel("City"))).isNotEmpty();
        assertThat(api.list("/api/trades/" + messages.tradingId() + "/requests"))
                .isEmpty();
    }

    @Test
    void aMessageDoesNotClearAnOpenForm() {
        openHeldTrade();
        button("Change the order").click();
        page.getByLabel("City").fill("Londonderry");
        server.send(messages.statusChange("order", "RECEIVED"), messages.statusChange("order", "ACCEPTED"));
        assertThat(page.locator("#history li")).hasCount(4);
        assertThat(page.getByLabel("City")).hasValue("Londonderry");
        assertThat(button("Change the order")).hasCount(0);
        button("Discard").click();
        assertThat(page.locator("#request-form")).isHidden();
    }

    @Test
    void aRequestCanBeSentByKeyboardAlone() {
        startTrade();
        server.send(messages.statusChange("order", "ACCEPTED"));
        assertStatuses(page, "accepted", "not started", "pending");
        row(page).getByRole(AriaRole.BUTTON).focus();
        page.keyboard().press("Enter");
        assertThat(button("Cancel the order")).isVisible();
        button("Cancel the order").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Reason")).isFocused();
        page.keyboard().type("Typed.");
        page.keyboard().press("Enter");
        assertThat(answer()).isFocused();
        assertThat(server.nextRequest("trading.cancellation.v1", messages.tradingId())
                        .at("/data/reason/text")
                        .asText())
                .isEqualTo("Typed.");
        page.keyboard().press("Escape");
        assertThat(page.locator("#detail")).isHidden();
        assertThat(row(page).getByRole(AriaRole.BUTTON)).isFocused();
    }

    @Test
    void theFormsFitANarrowScreen() {
        startTrade(400);
        server.send(messages.statusChange("order", "ON_HOLD"));
        row(page).click();
        button("Change the order").click();
        Browser.screenshot(page, "change-400");
        assertThat((Integer) page.evaluate("document.getElementById('detail').scrollWidth"))
                .isLessThanOrEqualTo((Integer) page.evaluate("document.getElementById('detail').clientWidth"));
        page.getByLabel("Country").fill("IE");
        button("Request change").click();
        assertThat(answer()).containsText(STORED);
        Browser.screenshot(page, "asked-400");
    }

    private void startTrade() {
        startTrade(1280);
    }

    /** Starts a trade and opens a page of this width. */
    private void startTrade(int width) {
        startTrade(width, ContractFiles.order("PO-1"));
    }

    private void startTrade(int width, ObjectNode order) {
        page = page(width, 900);
        api.place(order);
        messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.information());
        assertStatuses(page, "received", "not started", "pending");
    }

    /** Starts a trade that is on hold, and opens its dialog. */
    private void openHeldTrade() {
        openHeldTrade(ContractFiles.order("PO-1"));
    }

    private void openHeldTrade(ObjectNode order) {
        startTrade(1280, order);
        server.send(messages.statusChange("order", "ON_HOLD"));
        row(page).click();
        assertThat(button("Change the order")).isVisible();
    }

    /** Starts a trade that is delivered completely, and opens its dialog. */
    private void openDeliveredTrade() {
        page = page(1280, 900);
        api.place(ContractFiles.order("PO-1"));
        messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.completeTrade().toList());
        assertStatuses(page, "completed", "delivered", "paid");
        row(page).click();
        assertThat(button("Return goods")).isVisible();
    }

    private Locator button(String name) {
        return page.locator("#detail").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    private Locator answer() {
        return page.locator("#request-result");
    }

    private Locator formError() {
        return page.locator("#request-form .error");
    }

    /** The browser's validation message of a field. */
    private static String validationMessage(Locator field) {
        return (String) field.evaluate("field => field.validationMessage");
    }

    private static JsonNode lines(int number, int quantity) {
        var lines = ContractFiles.example("return").arrayNode();
        lines.addObject().put("number", number).put("quantity", quantity);
        return lines;
    }
}
