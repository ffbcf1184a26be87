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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.deadletters.DeadLetters.Origin;
import org.coincide.engine.deadletters.FailingMessages;
import org.coincide.engine.support.Accessibility;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.web.login.RefusalType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators' pages in a browser, as an operator and as a person who is none. */
@BothDatabases
class OperatorPagesIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    /** The links of the overview by address, each with its number and the number of all entries of the list behind it. */
    private static final String NUMBERS =
            """
            async () => {
              const numbers = {};
              for (const link of document.querySelectorAll('#view a[href^="#/"]')) {
                const [path, query] = link.getAttribute('href').slice(2).split('?');
                const asked = new URLSearchParams(query);
                asked.set('limit', 1);
                if (path === 'warnings') {
                  asked.set('acknowledged', false);
                }
                const response = await fetch('/api/operations/' + path + '?' + asked);
                const total = response.headers.get('X-Total-Count') ?? (await response.json()).total;
                const shown = (link.querySelector('strong') ?? link).textContent.replace(/\\D/g, '');
                numbers[link.getAttribute('href').replace(/&since=.*/, '')] = [shown, String(total)];
              }
              return numbers;
            }
            """;

    private static final String TILES_OF_EACH_ROW =
            """
            () => {
              const rows = new Map();
              for (const tile of document.querySelectorAll('.tiles li')) {
                rows.set(tile.offsetTop, (rows.get(tile.offsetTop) ?? 0) + 1);
              }
              return [...rows.values()];
            }
            """;

    @SharedServer
    abstract static class OnEachDatabase extends OperatorScenario {

        @Test
        void anOperatorFindsAFinishedTradeAndReadsIt() {
            ObjectNode order = Orders.ordinary();
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

        /** A fault of the provider, a warning, an overdue invoice, an order of last week, and a dead letter. */
        @Test
        void anOperatorsDay() throws InterruptedException {
            ObjectNode failing = failing();
            ObjectNode finished = Orders.ordinary();
            acme.order(finished);
            awaitStatuses(finished, "COMPLETED/DELIVERED/PAID");
            jdbc.sql("UPDATE trade SET accepted_at = accepted_at - INTERVAL '7' DAY WHERE trading_id = ?")
                    .param(tradingId(finished))
                    .update();
            ObjectNode overdue = overdue();
            warn(finished, "The price differs from the order.");
            ObjectNode lost = deadLetter();

            logIn(secrets.operator(), "/operations/");
            browser.picture("operations-overview");
            Pattern number = Pattern.compile("^(1 trade|(?!1 )[\\d,]+ trades) with an incident$");
            browser.see(page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(number)));
            assertThat(page().locator("time").last()).hasText(Pattern.compile("(GMT\\S*|[A-Z]{3,4})$"));
            follow("with an incident");
            follow(reference(failing));
            browser.see(page().getByText("got lost on its way").first());
            browser.picture("operations-trade");
            press("Retry failed steps …");
            press("Retry failed steps");
            awaitOutcome("1 step runs again.");
            awaitStatuses(failing, "COMPLETED/DELIVERED/PAID");

            follow("Warnings");
            Locator warning = page().locator("tr")
                    .filter(new Locator.FilterOptions()
                            .setHasText(tradingId(finished).substring(0, 8)));
            warning.getByText("Answer …").click();
            label("Answer").fill("The next message has the right price.");
            press("Answer");
            browser.see(warning.getByText("The next message has the right price."));
            browser.picture("operations-warnings");
            warning.getByText("Acknowledge …").click();
            press("Acknowledge");
            awaitOutcome("The warning is acknowledged.");
            assertThat(warning).hasCount(0);
            assertThat(http.withBasicAuth("acme", secrets.ofClient("acme")).getForObject("/api/warnings", String.class))
                    .contains("The next message has the right price.");

            follow("Overview");
            follow("overdue");
            browser.see(page().getByText(reference(overdue)));
            choose("Attention", "any");
            browser.settle();
            label("Order reference or trading identifier").fill(reference(finished));
            press("Search");
            follow(reference(finished));
            browser.see(
                    page().getByText("The next message has the right price.").first());
            press("Add note …");
            label("Note").fill("The client called.");
            press("Add note");
            awaitOutcome("The note is stored.");
            browser.see(page().getByText("note: The client called."));

            follow("Dead letters");
            browser.see("trading.orders");
            page().locator("details summary").first().click();
            browser.see(page().locator("pre").filter(new Locator.FilterOptions().setHasText(reference(lost))));
            browser.picture("operations-dead-letters");
            page().getByText("Process again …").first().click();
            press("Process again");
            awaitOutcome("The message was processed.");
            awaitStatuses(lost, "COMPLETED/DELIVERED/PAID");

            follow("Actions");
            Locator newest = page().locator("tbody tr").first();
            assertThat(newest).containsText("send dead letter");
            assertThat(newest).containsText(secrets.operator().name());
            browser.picture("operations-actions");
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void aMessageThatBlocksItsQueueIsShownAndMoved() {
            FailingMessages failing = bean(FailingMessages.class);
            String id = "ID:somewhere-1234-5678:1:1:1:" + UUID.randomUUID();
            failing.add(
                    new Origin("trading.requests", "acme", id, null, null),
                    "{\"specversion\": \"1.0\"}".getBytes(StandardCharsets.UTF_8),
                    14,
                    new IllegalStateException(new SQLException("Serialization failure", "40001")));
            logIn(secrets.operator(), "/operations/");
            browser.see(page().locator(".tile.alarm a[href='#/messages']"));
            follow("Blocked queues");
            Locator message = page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(id));
            assertThat(message).containsText("SQLException (SQL state 40001): Serialization failure");
            assertThat(message).containsText("trading.requests");
            message.locator("summary").click();
            browser.see(message.locator("pre").getByText("specversion"));
            browser.picture("operations-blocked-queues");
            message.getByText("Move to the dead letters …").click();
            press("Move to the dead letters");
            awaitOutcome("The message moves at its next delivery.");
            assertThat(message).containsText("moves to the dead letters at its next delivery");
            assertThat(failing.isRemovalRequested(id)).isTrue();

            page().addInitScript("Object.defineProperty(navigator, 'languages', {get: () => ['de-DE', 'en']})");
            page().reload();
            assertThat(message).containsText("wird bei der nächsten Zustellung verschoben");
            browser.picture("operations-blocked-queues-in-german");
            failing.done(id);
            page().reload();
            browser.see(page().getByRole(AriaRole.HEADING).getByText("Nachrichten, die ihre Queue blockieren"));
            assertThat(message).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void eachNumberOfTheOverviewIsThatOfTheListBehindIt() {
            held();
            warn(overdue(), "The price differs from the order.");
            deadLetter();
            logIn(secrets.operator(), "/operations/");
            Set<String> equal = new HashSet<>();
            awaitUntil(() -> {
                page().reload();
                browser.see(page().locator("#view:not([aria-busy]) .tiles a").first());
                Map<?, ?> numbers = (Map<?, ?>) page().evaluate(NUMBERS);
                assertThat(numbers).hasSizeGreaterThan(12);
                // Other tests of this server change the numbers meanwhile.
                numbers.forEach((address, both) -> {
                    List<?> pair = (List<?>) both;
                    if (pair.get(0).equals(pair.get(1))) {
                        equal.add((String) address);
                    }
                });
                assertThat(equal).as("numbers and lists: %s", numbers).containsAll(addresses(numbers));
            });
            assertThat(page().locator(".tiles li")).hasCount(9);
            assertThat(page().locator(".tiles li > a")).hasCount(9);
        }

        @ParameterizedTest
        @ValueSource(ints = {390, 600, 721, 800, 1024, 1280, 1440, 1920})
        void noTileOfTheOverviewStandsAloneInARowOfSeveral(int width) {
            page().setViewportSize(width, 900);
            logIn(secrets.operator(), "/operations/");
            browser.see(page().locator("#view:not([aria-busy]) .tiles a").first());
            List<Integer> rows = ((List<?>) page().evaluate(TILES_OF_EACH_ROW))
                    .stream().map(Integer.class::cast).toList();
            assertThat(rows.contains(1) ? Set.copyOf(rows) : Set.of(1))
                    .as("tiles of each row: %s", rows)
                    .isEqualTo(Set.of(1));
            assertThat(Accessibility.fits(page())).isTrue();
        }

        private static List<String> addresses(Map<?, ?> numbers) {
            return numbers.keySet().stream().map(String.class::cast).toList();
        }

        @Test
        void aClientIsCreatedRotatedDisabledAndDeletedOnItsPage() {
            String id = "umbrella-" + UUID.randomUUID().toString().substring(0, 8);
            logIn(secrets.operator(), "/operations/#/clients");
            press("Create client …");
            label("Client id").fill(id);
            label("Order limit").fill("5000.00");
            press("Create client");
            browser.see("Secret of " + id);
            String secret = page().locator("pre.secret").textContent();
            assertThat(warningsAs(id, secret)).isEqualTo(200);
            browser.picture("operations-client-secret");
            press("Close");
            browser.settle();
            assertThat(page().locator("body")).not().containsText(secret);
            follow(id);
            press("Rotate secret …");
            press("Rotate secret");
            browser.see("Secret of " + id);
            String second = page().locator("pre.secret").textContent();
            press("Close");
            browser.picture("operations-client");
            page().getByText("Revoke …").first().click();
            press("Revoke");
            awaitOutcome("The secret is revoked.");
            assertThat(warningsAs(id, secret)).isEqualTo(401);
            assertThat(warningsAs(id, second)).isEqualTo(200);
            press("Change limit …");
            label("Order limit").fill("7500");
            press("Change limit");
            awaitOutcome("The limit is changed.");
            browser.see(page().getByText("7,500.00"));
            press("Change quota …");
            label("Orders per minute").fill("60");
            press("Change quota");
            awaitOutcome("The quota is changed.");
            browser.see(page().getByText("60 orders per minute"));
            press("Disable …");
            label("Reason").fill("The invoices are not paid.");
            press("Disable");
            awaitOutcome("The client is disabled.");
            assertThat(warningsAs(id, second)).isEqualTo(403);
            browser.see(page().getByText("The invoices are not paid."));
            press("Enable …");
            label("Reason").fill("The invoices are paid.");
            press("Enable");
            awaitOutcome("The client is enabled.");
            press("Disable …");
            label("Reason").fill("It left.");
            press("Disable");
            awaitOutcome("The client is disabled.");
            assertThat(browser.complaints()).isEmpty();
            press("Delete …");
            press("Delete");
            awaitOutcome("The client is deleted.");
            assertThat(page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(id)))
                    .hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void aProductIsCreatedPricedStockedAndWithdrawnOnThePage() {
            String sku = "PAGE-" + UUID.randomUUID().toString().substring(0, 8);
            logIn(secrets.operator(), "/operations/#/catalogue");
            press("Create product …");
            label("Article number").fill(sku);
            label("Name").fill("A kettle, 1 l");
            label("Unit price").fill("24,50");
            press("Create product");
            awaitOutcome("The product is offered.");
            label("Article number or name").fill(sku.toLowerCase(Locale.ROOT));
            press("Search");
            browser.settle();
            Locator row = page().locator("tr").filter(new Locator.FilterOptions().setHasText("A kettle, 1 l"));
            browser.see(row.getByText("24.50"));
            assertThat(page().getByText("Change …", new Page.GetByTextOptions().setExact(true)))
                    .hasCount(1);
            press("Change …");
            label("Unit price in EUR").fill("29.90");
            label("Price valid from").fill("2099-01-01T06:30");
            press("Change " + sku);
            awaitOutcome("The product is changed.");
            browser.see(row.getByText("29.90"));
            press("Book receipt …");
            label("Number of the delivery note").last().fill("GR-" + sku);
            label("Pieces").fill("40");
            press("Book receipt of " + sku);
            awaitOutcome("The goods are booked.");
            label("CSV file").last().setInputFiles(csv("sku,pieces\n" + sku + ",2\n"));
            label("Number of the delivery note").first().fill("GR-2-" + sku);
            press("Import …", 1);
            press("Import received goods");
            awaitOutcome("The goods are booked.");
            assertThat(row.locator("td").nth(1)).hasText("42");
            press("Correct stock …");
            label("Pieces on hand").fill("39");
            label("Reason").fill("Three are broken.");
            press("Correct stock of " + sku);
            awaitOutcome("The stock is corrected.");
            assertThat(row.locator("td").nth(1)).hasText("39");
            label("CSV file").first().setInputFiles(csv("sku,name,unitPrice,currency\n" + sku + ",A pot,-1,EUR\n"));
            press("Import …", 0);
            press("Import products");
            browser.see(page().getByText(Pattern.compile("^Line 2: ")));
            press("Do nothing");
            browser.complaints().clear();
            browser.picture("operations-catalogue");
            press("Withdraw …");
            press("Withdraw");
            awaitOutcome("The product is withdrawn.");
            browser.see(page().locator("tr").filter(new Locator.FilterOptions().setHasText("withdrawn")));
            browser.see(page().getByText(sku + ", 24.50 EUR", new Page.GetByTextOptions().setExact(true)));
            assertThat(browser.complaints()).isEmpty();
        }

        private static FilePayload csv(String rows) {
            return new FilePayload("rows.csv", "text/csv", rows.getBytes(StandardCharsets.UTF_8));
        }

        /** Waits for the outcome of an action, and for the view that shows it: that view loses what is typed before. */
        private void awaitOutcome(String text) {
            browser.see(text);
            browser.settle();
        }

        private void press(String button, int index) {
            page().getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(button).setExact(true))
                    .nth(index)
                    .click();
        }

        private int warningsAs(String id, String secret) {
            return http.withBasicAuth(id, secret)
                    .getForEntity("/api/warnings", String.class)
                    .getStatusCode()
                    .value();
        }

        @Test
        void theSigningKeyIsReplacedAndRevokedOnItsPage() {
            logIn(secrets.operator(), "/operations/#/keys");
            String former = keyWith("active").locator("code").textContent();
            press("Replace key …");
            press("Replace key");
            awaitOutcome("The next key is announced.");
            awaitUntil(() -> {
                page().reload();
                browser.see(page().locator("tbody code").first());
                assertThat(keyWith("next")).hasCount(0);
            });
            assertThat(keyWith("active")).not().containsText(former);
            browser.picture("operations-keys");
            Locator retired = keyWith("retired").filter(new Locator.FilterOptions().setHas(page().getByText(former)));
            retired.getByText("Revoke key …").click();
            press("Revoke key");
            awaitOutcome("The key is revoked.");
            browser.see(keyWith("revoked").getByText(former));

            String active = keyWith("active").locator("code").textContent();
            assertThat(http.withBasicAuth(
                                    secrets.operator().name(),
                                    secrets.operator().password())
                            .postForEntity("/api/operations/signing-keys/" + active + "/revocation", null, String.class)
                            .getStatusCode()
                            .value())
                    .isEqualTo(409);
            page().reload();
            Locator history = page().locator("section").last().locator("tbody tr");
            assertThat(history.first()).containsText(Pattern.compile("revoke key.*refused: The key signs messages"));
            assertThat(history.nth(1)).containsText("revoke key");
            assertThat(history.nth(1)).containsText(secrets.operator().name());
            assertThat(history.nth(1)).containsText(former);
            assertThat(history.nth(2)).containsText("rotate key");
            assertThat(history.nth(2)).containsText(active);
            follow("Actions");
            follow("Signing keys");
            browser.see(page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Signing keys")));
            assertThat(browser.complaints()).isEmpty();
        }

        private Locator keyWith(String state) {
            return page().locator("section")
                    .first()
                    .locator("tbody tr")
                    .filter(new Locator.FilterOptions()
                            .setHas(page().locator(".status")
                                    .getByText(state, new Locator.GetByTextOptions().setExact(true))));
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
            FilePayload evidence = evidenceOf(order);
            forgetTheEndOf(order);
            logIn(secrets.operator(), "/operations/#/restore");

            label("Evidence of clients").setInputFiles(evidence);
            press("Import evidence …");
            press("Import evidence");
            awaitOutcome("1 trade has new messages.");
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
            row.getByText("State as settled …").click();
            label("Note").fill("Compared with the provider.");
            press("State as settled");
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

        @Test
        void thePagesFitANarrowScreenAndSpeakGerman() {
            ObjectNode order = held();
            logIn(secrets.operator(), "/operations/");
            page().setViewportSize(390, 844);
            for (String path : List.of(
                    "",
                    "trades",
                    "trades/" + tradingId(order),
                    "warnings",
                    "messages",
                    "dead-letters",
                    "clients",
                    "clients/acme",
                    "keys",
                    "catalogue",
                    "models",
                    "restore",
                    "actions")) {
                browser.open("/operations/#/" + path);
                browser.settle();
                assertThat(page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as(path)
                        .isEqualTo(true);
            }
            page().addInitScript("Object.defineProperty(navigator, 'languages', {get: () => ['de-DE', 'en']})");
            page().reload();
            browser.see(page().getByText("Nicht verarbeitet").first());
        }

        @Test
        void aPersonWhoIsNoOperatorSeesNothing() {
            IdentityService identities = bean(IdentityService.class);
            User person = identities.newUser("person-" + UUID.randomUUID());
            person.setPassword("Visitor-0123456789x");
            identities.saveUser(person);
            try {
                browser.open("/operations/");
                fillLogin(new Credentials(person.getId(), "Visitor-0123456789x"));
                browser.see(page().getByText("has no permission"));
                assertThat(page().locator("nav")).isHidden();
                assertThat(page().locator("table")).hasCount(0);
            } finally {
                identities.deleteUser(person.getId());
            }
        }

        @Test
        void aWrongPasswordIsToldAndTheLogoutEndsTheSession() {
            browser.open("/operations/");
            fillLogin(new Credentials(secrets.operator().name(), "Wrong-0123456789"));
            browser.see("The user name or the password is wrong.");
            fillLogin(secrets.operator());
            press("Log out");
            browser.see(label("Password"));
            browser.open("/operations/#/trades");
            browser.see(label("Password"));
        }

        @Test
        void aViewThatStillLoadsIsNotShownAfterTheLogout() {
            logIn(secrets.operator(), "/operations/");
            List<Route> loading = new ArrayList<>();
            page().route("**/api/operations/warnings?*", loading::add);
            page().locator("nav a[href='#/warnings']").click();
            awaitUntil(() -> {
                browser.settle();
                assertThat(loading).isNotEmpty();
            });
            press("Log out");
            browser.see(label("Password"));
            loading.forEach(route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"warnings\":[],\"total\":0}")));
            browser.settle();
            browser.see(label("Password"));
        }

        @Test
        void aRefusalOfALoginStatesItsReason() {
            browser.open("/operations/");
            Map.of(
                            RefusalType.TOO_MANY_WRONG_PASSWORDS,
                            "Too many wrong passwords came from this address. Wait a little.",
                            RefusalType.TOO_MANY_LOGINS,
                            "Too many logins are being checked. Wait a little.",
                            RefusalType.TOO_MANY_REQUESTS,
                            "The server is processing too many requests. Wait a little.")
                    .forEach(this::assertRefusedLogin);

            page().addInitScript("Object.defineProperty(navigator, 'languages', {get: () => ['de-DE', 'en']})");
            page().reload();
            Map.of(
                            RefusalType.TOO_MANY_WRONG_PASSWORDS,
                            "Von dieser Adresse kamen zu viele falsche Passwörter. Warten Sie etwas.",
                            RefusalType.TOO_MANY_LOGINS,
                            "Es werden gerade zu viele Anmeldungen geprüft. Warten Sie etwas.",
                            RefusalType.TOO_MANY_REQUESTS,
                            "Der Server bearbeitet gerade zu viele Anfragen. Warten Sie etwas.")
                    .forEach(this::assertRefusedLogin);
        }

        /** The sentence of the server is another one than today's. */
        private void assertRefusedLogin(RefusalType type, String sentence) {
            browser.see(page().locator("input[type=password]"));
            page().route(
                            "**/api/operations/session",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setStatus(429)
                                    .setContentType("application/problem+json")
                                    .setBody("{\"status\":429,\"type\":\"" + type.uri()
                                            + "\",\"detail\":\"Another sentence.\"}")));
            page().getByRole(AriaRole.TEXTBOX).first().fill(secrets.operator().name());
            page().locator("input[type=password]").fill(secrets.operator().password());
            page().locator("button[type=submit]").click();
            browser.see(sentence);
            page().unroute("**/api/operations/session");
        }
    }
}
