package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The operators' pages of trades in a browser: search, one trade with its actions, and trades after a restored backup. */
@BothDatabases
class OperatorTradePageIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends OperatorScenario {

        @Test
        void anOperatorFindsAFinishedTradeAndReadsIt() {
            ObjectNode order = Orders.ordinary();
            order.withObject("shipTo").put("region", "Greater London");
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            warn(order, "<b>another</b> price");

            logIn(secrets.operator(), "/operations/#/trades");
            label("Order reference or trading identifier").fill(reference(order));
            press("Search");
            assertThat(page().locator("tbody tr")).hasCount(1);
            choose("Show", "open");
            browser.see("No trade meets the conditions.");
            choose("Show", "finished");
            choose("Attention", "disputed by the client");
            assertThat(page().locator("tbody tr")).hasCount(1);
            choose("Sort", "by amount");
            page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(reference(order)))
                    .click();

            browser.see(page().locator(".timelines .status").getByText("completed"));
            browser.see(page().locator(".timelines").getByText("Order completed"));
            assertThat(page().locator(".timelines")).not().containsText(Pattern.compile("\\b[A-Z]\\w+_[A-Z][a-z]"));
            browser.see("<b>another</b> price");
            browser.see(page().getByText("SW1Y 4JH London, Greater London, GB"));
            browser.see(page().getByText("TEA-EARL-GREY-100").first());
            browser.see(page().getByText("capture").first());
            page().locator("details summary").first().click();
            browser.see(page().locator("pre").filter(new Locator.FilterOptions().setHasText("trading.processing.v1")));
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void aPressOnSearchWhileTheListLoadsIsNotLost() {
            ObjectNode order = held();
            logIn(secrets.operator(), "/operations/#/trades");
            List<Route> delayed = new ArrayList<>();
            page().route("**/api/operations/trades?*", delayed::add);
            choose("Show", "open");
            page().waitForCondition(() -> !delayed.isEmpty());
            label("Order reference or trading identifier").fill(reference(order));
            label("Client").fill("acme");
            pressDown("Search");

            delayed.remove(0).resume();
            awaitAnotherResponse();
            assertThat(label("Client")).hasValue("acme");
            page().unroute("**/api/operations/trades?*");
            page().mouse().up();

            assertThat(page())
                    .hasURL(Pattern.compile(
                            "q=" + reference(order) + ".*client=acme|client=acme.*q=" + reference(order)));
            browser.see(page().getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName("Trades 1").setExact(true)));
            browser.see(page().getByText(reference(order)));
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void aTextThatIsTypedWhileTheListLoadsStays() {
            logIn(secrets.operator(), "/operations/#/trades");
            List<Route> delayed = new ArrayList<>();
            page().route("**/api/operations/trades?*", delayed::add);
            choose("Show", "finished");
            page().waitForCondition(() -> !delayed.isEmpty());
            label("Order reference or trading identifier").fill("PO-1");
            label("Client").pressSequentially("ac");

            delayed.remove(0).resume();
            assertThat(page().locator("#view")).not().hasAttribute("aria-busy", "true");
            awaitAnotherResponse();
            assertThat(label("Client")).isFocused();
            page().keyboard().type("me");

            assertThat(label("Client")).hasValue("acme");
            assertThat(label("Order reference or trading identifier")).hasValue("PO-1");
            page().unroute("**/api/operations/trades?*");
            page().keyboard().press("Enter");
            assertThat(page()).hasURL(Pattern.compile("q=PO-1.*client=acme|client=acme.*q=PO-1"));
        }

        private void pressDown(String button) {
            page().getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(button).setExact(true))
                    .hover();
            page().mouse().down();
        }

        /** A response that the browser handles after those that it has received before. */
        private void awaitAnotherResponse() {
            page().evaluate("fetch('/api/operations/session').then(response => response.text())"
                    + ".then(() => new Promise(requestAnimationFrame)).then(() => true)");
        }

        @Test
        void aHeldOrderLinksToItsTaskAndItsProcess() {
            ObjectNode order = held();
            logIn(secrets.operator(), "/operations/#/trades/" + tradingId(order));
            browser.see("Review held order");
            assertThat(page().getByText("Open in Tasklist"))
                    .hasAttribute("href", Pattern.compile("/camunda/app/tasklist/.*task=.+"));
            assertThat(page().getByText("Open in Cockpit").first())
                    .hasAttribute("href", Pattern.compile("/camunda/app/cockpit/.*process-instance/.+"));
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void aTradeIsPausedContinuedAndCancelledOnItsPage() {
            ObjectNode order = held();
            logIn(secrets.operator(), "/operations/#/trades/" + tradingId(order));
            browser.see("Nothing is shipped yet.");
            browser.see("No movements yet.");
            press("Cancel trade …");
            browser.see("Cancel trade");
            press("Do nothing");
            press("Pause …");
            label("Reason").fill("The address is being checked.");
            press("Pause");
            awaitOutcome("The trade is paused.");
            press("Continue …");
            label("Reason").fill("The address is right.");
            press("Continue");
            awaitOutcome("The trade goes on.");
            press("Send messages again …");
            label("From sequence").fill("2");
            press("Send messages again");
            awaitOutcome("1 message is sent again.");
            press("Cancel trade …");
            label("Reason (sent to the client)").fill("Nobody lives there.");
            press("Cancel trade");
            awaitOutcome("The trade is being cancelled.");
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
            assertThat(newest(order).at("/reason/text").asText()).isEqualTo("Nobody lives there.");
            page().reload();
            browser.see("Nothing was shipped.");
            browser.see("There were no movements.");
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void aReturnIsEndedOnThePageOfItsTrade() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            ObjectNode goods = JsonNodeFactory.instance
                    .objectNode()
                    .put("tradingId", tradingId(order))
                    .put("returnNumber", "RET-1");
            goods.putArray("lines").addObject().put("number", 1).put("quantity", 1);
            acme.request("return", tradingId(order), goods);
            task(order, "Task_DecideReturn");

            logIn(secrets.operator(), "/operations/#/trades/" + tradingId(order));
            press("End return RET-1 …");
            label("Reason (sent to the client)").fill("Nobody sent anything.");
            press("End return RET-1");
            awaitOutcome("The return has ended.");

            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).at("/reasons/0/text").asText()).isEqualTo("Nobody sent anything.");
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void aRestoredTradeIsComparedWithTheProvider() {
            ObjectNode order = Orders.byCard("tok_" + UUID.randomUUID());
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            ObjectNode other = Orders.ordinary();
            acme.order(other);
            awaitStatuses(other, "COMPLETED/DELIVERED/PAID");
            FilePayload evidence = evidenceOf(order);
            forgetTheEndOf(order);
            logIn(secrets.operator(), "/operations/#/restore");

            label("Evidence of clients").setInputFiles(new FilePayload[] {evidence, ledgerOf(other)});
            press("Import evidence …");
            press("Import evidence");
            awaitOutcome("1 trade has new messages.");
            browser.see(page().getByText("1 trade is unchanged."));
            press("Close");
            browser.settle();
            Locator row = page().locator("tr").filter(new Locator.FilterOptions().setHasText(reference(order)));
            browser.see(row.getByText("Captured"));
            row.getByText("Look up at the provider").click();
            Locator capture =
                    page().locator("dialog tr").filter(new Locator.FilterOptions().setHasText("not in the books"));
            browser.see(capture.getByText("captured"));
            browser.picture("operations-provider-payments");
            press("Close");
            browser.picture("operations-restored");
            row.getByText("Mark as settled …").click();
            label("Note").fill("Compared with the provider.");
            press("Mark as settled");
            awaitOutcome("The trade is settled.");

            assertThat(row).hasCount(0);
            assertThat(jdbc.sql("SELECT action, person, text FROM operator_action WHERE trading_id = ? ORDER BY id")
                            .param(tradingId(order))
                            .query((line, index) ->
                                    line.getString(1) + " " + line.getString(2) + " " + line.getString(3))
                            .list())
                    .containsExactly(
                            "RESTORE " + secrets.operator().name() + " null",
                            "SETTLE_RESTORED " + secrets.operator().name() + " Compared with the provider.");
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void aFileThatIsNoEvidenceIsNotImported() {
            logIn(secrets.operator(), "/operations/#/restore");

            label("Evidence of clients")
                    .setInputFiles(
                            new FilePayload("order.json", "application/json", "{}".getBytes(StandardCharsets.UTF_8)));
            press("Import evidence …");

            browser.see(page().getByText(Pattern.compile("^order.json is not an evidence file")));
        }
    }
}
