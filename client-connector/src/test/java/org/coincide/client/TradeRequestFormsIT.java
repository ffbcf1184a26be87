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

/** What users ask by the page's forms: cancel an order, send goods back, change an order on hold. */
class TradeRequestFormsIT extends AbstractPageIT {

    private static final String STORED = "will be sent to the server";

    private Page page;
    private TradeMessages story;

    @AfterEach
    void thePageHasNothingToComplainOf() {
        if (browser != null) {
            assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("status of 409"));
        }
    }

    @Test
    void aTradeIsCancelledByAButtonAndTheServersAnswerIsShown() {
        beginTrade();
        server.say(story.move("order", "ACCEPTED"));
        assertStatuses(page, "accepted", "not started", "pending");
        row(page).click();
        button("Cancel the order").click();
        Browser.picture(page, "cancel");
        page.getByLabel("Reason").fill("We ordered twice.");
        button("Request cancellation").click();
        assertThat(answer()).containsText(STORED);
        var asked = server.request("trading.cancellation.v1", story.tradingId());
        assertThat(asked.at("/data/reason/text").asText()).isEqualTo("We ordered twice.");

        server.say(
                SimulatedServer.refusalOf(asked, "CANCELLATION", "ALREADY_SHIPPED", "The goods are with the carrier."));
        assertThat(page.locator("#requests li")).containsText("The goods are with the carrier.");
        assertThat(page.locator("#requests .status")).hasText("refused");
        Browser.picture(page, "refused");
    }

    @Test
    void goodsAreSentBackByAFormAndWhatComesOfItShowsInTheOpenDialog() {
        delivered();
        button("Return goods").click();
        page.getByLabel("TEA-EARL-GREY-100").fill("2");
        page.getByLabel("Reason").selectOption("WRONG_GOODS");
        page.getByLabel("Return number").fill("RET-7");
        Browser.picture(page, "return");
        button("Request return").click();
        assertThat(answer()).containsText(STORED);
        assertThat(page.locator("#requests li")).containsText("return RET-7");
        var asked = server.request("trading.return.v1", story.tradingId()).get("data");
        assertThat(asked.get("returnNumber").asText()).isEqualTo("RET-7");
        assertThat(asked.at("/reason/code").asText()).isEqualTo("WRONG_GOODS");
        assertThat(asked.get("lines")).isEqualTo(lines(1, 2));

        server.say(story.move("delivery", "PARTIALLY_RETURNED"), story.move("payment", "PARTIALLY_REFUNDED"));
        assertThat(page.locator("#history li").last()).containsText("partially refunded");
        assertThat(page.locator("#detail-sub")).containsText("history intact");
    }

    @Test
    void aReturnOfNothingOrOfTooMuchIsNotSentAndTheFormSaysWhatToDo() {
        delivered();
        button("Return goods").click();
        button("Request return").click();
        assertThat(fault()).hasText("No quantity is entered. Enter the quantity of at least one line.");
        Browser.picture(page, "return-of-nothing");

        page.getByLabel("TEA-EARL-GREY-100").fill("4");
        button("Request return").click();
        assertThat(objection(page.getByLabel("TEA-EARL-GREY-100"))).contains("3");
        page.getByLabel("TEA-EARL-GREY-100").fill("1");
        page.getByLabel("Return number").fill("No. 7");
        button("Request return").click();
        assertThat(objection(page.getByLabel("Return number"))).isNotEmpty();
        assertThat(api.list("/api/trades/" + story.tradingId() + "/requests")).isEmpty();
    }

    @Test
    void theClientsOwnRefusalIsShownWhereTheFormIs() {
        delivered();
        for (var expected : new String[] {STORED, "Use another returnNumber for a new return."}) {
            button("Return goods").click();
            page.getByLabel("TEA-EARL-GREY-100").fill(expected.equals(STORED) ? "1" : "2");
            page.getByLabel("Return number").fill("RET-8");
            button("Request return").click();
            assertThat(expected.equals(STORED) ? answer() : fault()).containsText(expected);
        }
        Browser.picture(page, "return-number-taken");
    }

    @Test
    void anOrderOnHoldIsChangedByAFormThatBeginsWithTheOrderAsItIs() {
        held();
        button("Change the order").click();
        assertThat(page.getByLabel("TEA-EARL-GREY-100")).hasValue("3");
        assertThat(page.getByLabel("City")).hasValue("London");
        page.getByLabel("TEA-EARL-GREY-100").fill("5");
        page.getByLabel("CUP-PORCELAIN").fill("0");
        page.getByLabel("Country").fill("ie");
        Browser.picture(page, "change");
        button("Request change").click();
        assertThat(answer()).containsText(STORED);

        var asked = server.request("trading.amendment.v1", story.tradingId()).at("/data/order");
        var expected = story.order().deepCopy();
        ((ObjectNode) expected.at("/lines/0")).put("quantity", 5);
        expected.withArray("lines").remove(1);
        ((ObjectNode) expected.get("shipTo")).put("country", "IE");
        assertThat(asked).isEqualTo(expected);
        server.say(story.amended(asked), story.move("order", "RECEIVED"));
        assertThat(page.locator("#detail-sub")).containsText("changed, revision 2");
        assertThat(row(page)).containsText("62.50 EUR");
        assertStatuses(page, "received", "not started", "pending");
        Browser.picture(page, "changed");
    }

    @Test
    void aChangeThatChangesNothingOrLeavesNothingIsNotSent() {
        held();
        button("Change the order").click();
        button("Request change").click();
        assertThat(fault()).hasText("The order is unchanged. Change a quantity or the address.");
        page.getByLabel("TEA-EARL-GREY-100").fill("0");
        page.getByLabel("CUP-PORCELAIN").fill("0");
        button("Request change").click();
        assertThat(fault()).hasText("The order has no lines left. Cancel the order instead.");
        page.getByLabel("CUP-PORCELAIN").fill("6");
        page.getByLabel("Country").fill("G");
        button("Request change").click();
        assertThat(objection(page.getByLabel("Country"))).isNotEmpty();
        page.getByLabel("Country").fill("GB");
        page.getByLabel("City").fill("   ");
        button("Request change").click();
        assertThat(objection(page.getByLabel("City"))).isNotEmpty();
        assertThat(api.list("/api/trades/" + story.tradingId() + "/requests")).isEmpty();
    }

    @Test
    void whatSomebodyIsFillingInStaysWhenAMessageComes() {
        held();
        button("Change the order").click();
        page.getByLabel("City").fill("Londonderry");
        server.say(story.move("order", "RECEIVED"), story.move("order", "ACCEPTED"));
        assertThat(page.locator("#history li")).hasCount(4);
        assertThat(page.getByLabel("City")).hasValue("Londonderry");
        assertThat(button("Change the order")).hasCount(0);
        button("Discard").click();
        assertThat(page.locator("#request-form")).isHidden();
    }

    @Test
    void theKeyboardAloneIsEnough() {
        beginTrade();
        server.say(story.move("order", "ACCEPTED"));
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
        assertThat(server.request("trading.cancellation.v1", story.tradingId())
                        .at("/data/reason/text")
                        .asText())
                .isEqualTo("Typed.");
        page.keyboard().press("Escape");
        assertThat(page.locator("#detail")).isHidden();
        assertThat(row(page).getByRole(AriaRole.BUTTON)).isFocused();
    }

    @Test
    void theFormsFitANarrowScreen() {
        beginTrade(400);
        server.say(story.move("order", "ON_HOLD"));
        row(page).click();
        button("Change the order").click();
        Browser.picture(page, "change-400");
        assertThat((Integer) page.evaluate("document.getElementById('detail').scrollWidth"))
                .isLessThanOrEqualTo((Integer) page.evaluate("document.getElementById('detail').clientWidth"));
        page.getByLabel("Country").fill("IE");
        button("Request change").click();
        assertThat(answer()).containsText(STORED);
        Browser.picture(page, "asked-400");
    }

    private void beginTrade() {
        beginTrade(1280);
    }

    /** A trade that has just begun, in a page of this width. */
    private void beginTrade(int width) {
        page = page(width, 900);
        api.place(ContractFiles.order("PO-1"));
        story = TradeMessages.of(server.order("PO-1"));
        server.say(story.information());
        assertStatuses(page, "received", "not started", "pending");
    }

    /** Its dialog is open, and the order is on hold. */
    private void held() {
        beginTrade();
        server.say(story.move("order", "ON_HOLD"));
        row(page).click();
        assertThat(button("Change the order")).isVisible();
    }

    /** Its dialog is open, and all of it has arrived. */
    private void delivered() {
        page = page(1280, 900);
        api.place(ContractFiles.order("PO-1"));
        story = TradeMessages.of(server.order("PO-1"));
        server.say(story.ordinary().toList());
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

    private Locator fault() {
        return page.locator("#request-form .error");
    }

    /** What the browser says of a field that is not filled in as it must be. */
    private static String objection(Locator field) {
        return (String) field.evaluate("field => field.validationMessage");
    }

    private static JsonNode lines(int number, int quantity) {
        var lines = ContractFiles.example("return").arrayNode();
        lines.addObject().put("number", number).put("quantity", quantity);
        return lines;
    }
}
