package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions of the operators' pages, what is shown once, and the session of the requests behind them. */
@OnHsqldb
@SharedServer
class OperatorQuestionIT extends OperatorScenario {

    @Test
    void aQuestionClosesWhenTheViewChanges() {
        openTradeAfterTheList();
        press("Cancel trade …");
        page().goBack();
        browser.see(page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search")));
        assertThat(question()).isHidden();
    }

    @Test
    void aQuestionAboutATradeNamesIt() {
        ObjectNode order = openTradeAfterTheList();
        press("Cancel trade …");
        assertThat(page().locator("#question-title")).hasText("Cancel trade: " + reference(order));
    }

    @Test
    void aQuestionAboutAClientNamesIt() {
        logIn(secrets.operator(), "/operations/#/clients/acme");
        press("Disable …");
        assertThat(page().locator("#question-title")).hasText("Disable: acme");
    }

    @Test
    void aQuestionStaysWhileItsRequestRuns() {
        openTradeAfterTheList();
        sendNote();
        page().keyboard().press("Escape");
        page().keyboard().press("Escape");
        settleClosing();
        assertThat(question()).isVisible();
    }

    @Test
    void aRequestThatRunsCannotBeTakenBack() {
        openTradeAfterTheList();
        sendNote();
        assertThat(page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Do nothing")))
                .isDisabled();
    }

    @Test
    void aRefusalAfterTheViewChangedIsTold() {
        openTradeAfterTheList();
        List<Route> sent = sendNote();
        page().goBack();
        browser.settle();
        sent.forEach(route -> refuse(route, 409, "The trade has too many notes."));
        browser.see(page().locator("#error").getByText("Add note"));
        assertThat(page().locator("#error")).containsText("The trade has too many notes.");
    }

    /** Asks for a note, and sends it; the server does not answer. */
    private List<Route> sendNote() {
        List<Route> sent = new ArrayList<>();
        page().route("**/notes", sent::add);
        press("Add note …");
        label("Note").fill("The client called.");
        press("Add note");
        page().waitForCondition(() -> !sent.isEmpty());
        return sent;
    }

    @Test
    void aNewSecretStaysAtASecondEscape() {
        createClient();
        browser.see(secret());
        page().keyboard().press("Escape");
        page().keyboard().press("Escape");
        settleClosing();
        assertThat(secret()).isVisible();
    }

    @Test
    void aNewSecretIsShownBeforeThePageIsReadAgain() {
        logIn(secrets.operator(), "/operations/#/clients");
        page().route("**/api/operations/clients", route -> {
            if (route.request().method().equals("POST")) {
                route.resume();
            }
        });
        fillNewClient();
        browser.see(secret());
    }

    private void createClient() {
        logIn(secrets.operator(), "/operations/#/clients");
        fillNewClient();
    }

    private void fillNewClient() {
        press("Create client …");
        label("Client id").fill("page-" + UUID.randomUUID().toString().substring(0, 8));
        press("Create client");
    }

    @Test
    void aLogoutThatFailsIsTold() {
        logIn(secrets.operator(), "/operations/");
        page().route("**/api/operations/session", route -> refuse(route, 503, "The server is restarting."));
        press("Log out");
        browser.see(page().locator("#error").getByText("The server is restarting."));
    }

    @Test
    void aFailureIsTheLastWordWhileAViewLoads() {
        List<Route> reads = new ArrayList<>();
        logIn(secrets.operator(), "/operations/#/clients");
        page().route("**/api/operations/overview*", reads::add);
        page().route("**/api/operations/session", route -> refuse(route, 503, "The server is restarting."));
        page().evaluate("location.hash = '#/'");
        page().waitForCondition(() -> !reads.isEmpty());
        press("Log out");
        assertThat(page().locator("#error")).hasText("The server is restarting.");
        reads.forEach(Route::resume);
        assertThat(page().locator("#view .tiles").first()).isVisible();
        assertThat(page().locator("#error")).hasText("The server is restarting.");
    }

    @Test
    void anActionSucceedsAfterALoginInAnotherTab() {
        openTradeAfterTheList();
        logInElsewhere();
        press("Add note …");
        label("Note").fill("The client called.");
        press("Add note");
        awaitOutcome("The note is stored.");
    }

    private void logInElsewhere() {
        String address = page().url().replaceAll("/operations/.*", "/api/operations/session");
        page().request()
                .post(
                        address,
                        RequestOptions.create()
                                .setData(Map.of(
                                        "name", secrets.operator().name(),
                                        "password", secrets.operator().password())));
    }

    @Test
    void anActionIsNotSentUnderAnotherName() {
        openTradeAfterTheList();
        page().route("**/notes", route -> refuse(route, 403, "The token is stale."));
        page().route(
                        "**/api/operations/session",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody("{\"name\":\"grace\",\"token\":\"1\"}")));
        press("Add note …");
        label("Note").fill("The client called.");
        press("Add note");
        browser.see("Another tab has logged in as grace. Nothing is changed; repeat the action if grace is to do it.");
    }

    @Test
    void anActionAfterTheEndOfTheSessionSaysWhatToDo() {
        openTradeAfterTheList();
        press("Add note …");
        label("Note").fill("The client called.");
        page().context().clearCookies();
        press("Add note");
        browser.see("The session has ended. Log in again in another tab, then repeat the action here.");
        assertThat(label("Note")).hasValue("The client called.");
    }

    @Test
    void aQuestionAfterTheEndOfTheSessionAsksForTheLogin() {
        ObjectNode order = openTradeAfterTheList();
        page().context().clearCookies();
        press("Add note …");
        browser.see(label("Password"));
        label("User name").fill(secrets.operator().name());
        label("Password").fill(secrets.operator().password());
        press("Log in");
        press("Add note …");
        assertThat(question()).containsText(reference(order));
        label("Note").fill("The client called.");
        press("Add note");
        awaitOutcome("The note is stored.");
    }

    @Test
    void aMessageAfterTheEndOfTheSessionAsksForTheLogin() {
        deadLetter();
        logIn(secrets.operator(), "/operations/#/dead-letters");
        page().context().clearCookies();
        page().locator("details summary").first().click();
        browser.see(label("Password"));
    }

    @Test
    void aReasonOfBlanksGetsAnErrorAtItsField() {
        openTradeAfterTheList();
        press("Pause …");
        label("Reason").fill("   ");
        press("Pause");
        assertThat(label("Reason")).isFocused();
        Assertions.assertThat(label("Reason").evaluate("field => field.validationMessage"))
                .isEqualTo("Enter a text.");
    }

    @Test
    void aQuestionIsAboutTheTradeAsItIsNow() {
        ObjectNode order = openTradeAfterTheList();
        suspend(order);
        press("Cancel trade …");
        assertThat(question()).containsText("The paused process is removed");
    }

    @Test
    void anActionThatIsNotPossibleAnyMoreIsNotAsked() {
        ObjectNode order = openTradeAfterTheList();
        suspend(order);
        press("Pause …");
        assertThat(page().locator("#error")).containsText("the action is not possible any more");
        assertThat(question()).isHidden();
        browser.see("Continue …");
    }

    @Test
    void theCancellationOfATradeRemovesItsIdleProcess() throws InterruptedException {
        ObjectNode order = failing();
        failedJobs(order).forEach(management::deleteJob);
        awaitUntil(() -> Assertions.assertThat(count(
                        "trade_discrepancy WHERE kind = 'PROCESS_IDLE' AND trading_id = '" + tradingId(order) + "'"))
                .isEqualTo(1));
        logIn(secrets.operator(), "/operations/#/trades/" + tradingId(order));
        press("Cancel trade …");
        assertThat(question()).containsText("The idle process is removed");
        label("Reason (sent to the client)").fill("It hangs.");
        press("Cancel trade");
        awaitOutcome("The trade is being cancelled.");
        Assertions.assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(tradingId(order))
                        .processDefinitionKey("order")
                        .count())
                .isZero();
    }

    @Test
    void aRefusalAtTheKeyboardKeepsThePlace() {
        openTradeAfterTheList();
        page().route("**/notes", route -> refuse(route, 503, "The database is unavailable."));
        press("Add note …");
        assertThat(label("Note")).isFocused();
        page().keyboard().type("The client called.");
        page().keyboard().press("Tab");
        page().keyboard().press("Enter");
        assertThat(question().locator(".error")).hasText("The database is unavailable.");
        assertThat(question().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add note")))
                .isFocused();
    }

    @Test
    void aSecondPressKeepsWhatIsTyped() {
        ObjectNode order = openTradeAfterTheList();
        List<Route> reads = new ArrayList<>();
        page().route("**/api/operations/trades/" + tradingId(order), reads::add);
        page().getByText("Add note …").dblclick();
        page().waitForCondition(() -> reads.size() == 2);
        reads.get(0).resume();
        label("Note").fill("The client called.");
        reads.get(1).resume();
        page().waitForResponse("**/api/operations/session", () -> page().evaluate("fetch('/api/operations/session')"));
        settleClosing();
        assertThat(label("Note")).hasValue("The client called.");
    }

    @Test
    void theSettlementOfAPaymentNamesWhatIsBooked() throws InterruptedException {
        ObjectNode order = failing();
        addRelease(order);
        logIn(secrets.operator(), "/operations/#/trades/" + tradingId(order));
        press("Settle payment …");
        assertThat(question().locator("li")).hasText(new String[] {"release · 37.50 EUR"});
        label("Reason").fill("Released on the provider's pages.");
        press("Settle payment");
        awaitOutcome("The payment is settled.");
        Assertions.assertThat(count("payment_movement WHERE kind = 'VOID' AND state = 'DONE' AND trading_id = '"
                        + tradingId(order) + "'"))
                .isEqualTo(1);
    }

    @Test
    void aSettlementBooksNothingThatWasNotShown() throws InterruptedException {
        ObjectNode order = failing();
        addRelease(order);
        logIn(secrets.operator(), "/operations/#/trades/" + tradingId(order));
        press("Settle payment …");
        label("Reason").fill("Released on the provider's pages.");
        addMovement(order, "REFUND", "9.00");
        press("Settle payment");
        assertThat(question().locator(".error")).containsText("Nothing is booked.");
        assertThat(question().locator("li")).hasText(new String[] {"release · 37.50 EUR", "refund · 9.00 EUR"});
        assertThat(label("Reason")).hasValue("Released on the provider's pages.");
        assertThat(label("Reason")).isFocused();
        Assertions.assertThat(settled(order)).isZero();
        press("Settle payment");
        awaitOutcome("The payment is settled.");
        Assertions.assertThat(settled(order)).isEqualTo(2);
    }

    private long settled(ObjectNode order) {
        return count("payment_movement WHERE kind IN ('VOID', 'REFUND') AND state = 'DONE' AND trading_id = '"
                + tradingId(order) + "'");
    }

    @Test
    void theEndOfAReturnIsTheOneThatWasConfirmed() {
        ObjectNode order = withReturn();
        logIn(secrets.operator(), "/operations/#/trades/" + tradingId(order));
        press("End return RET-1 …");
        label("Reason (sent to the client)").fill("The goods never arrived.");
        jdbc.sql("UPDATE goods_return SET state = 'RECEIVED' WHERE trading_id = ?")
                .param(tradingId(order))
                .update();
        press("End return RET-1");
        assertThat(question().locator(".error")).containsText("Nothing is changed.");
        assertThat(question()).containsText("Its goods stay booked");
        assertThat(label("Reason")).hasValue("The goods never arrived.");
        Assertions.assertThat(refusalsOf(order)).isEmpty();
        press("End return RET-1");
        awaitOutcome("The return has ended.");
    }

    private ObjectNode withReturn() {
        ObjectNode order = Orders.ordinary();
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        ObjectNode goods = new ObjectMapper()
                .createObjectNode()
                .put("tradingId", tradingId(order))
                .put("returnNumber", "RET-1");
        goods.putArray("lines").addObject().put("number", 1).put("quantity", 1);
        acme.request("return", tradingId(order), goods);
        task(order, "Task_DecideReturn");
        return order;
    }

    @ParameterizedTest
    @CsvSource({
        "trades/%, %",
        "trades/%25, %",
        "trades/.., ..",
        "trades/a b, a b",
        "clients/%E4, %E4",
        "clients/a/b, a/b"
    })
    void anAddressThatIsMisspelledNamesNothing(String address, String identifier) {
        logIn(secrets.operator(), "/operations/#/" + address);
        assertThat(page().locator("#error")).containsText("has the identifier " + identifier + ".");
    }

    /** Adds a release that the provider has not answered. */
    private void addRelease(ObjectNode order) {
        addMovement(order, "VOID", "37.50");
    }

    private void addMovement(ObjectNode order, String kind, String amount) {
        jdbc.sql(
                        """
                        INSERT INTO payment_movement (idempotency_key, trading_id, kind, source_key, state, amount, currency, last_capture, requested_at)
                        SELECT CAST(? AS VARCHAR(9)) || trading_id, trading_id, CAST(? AS VARCHAR(9)), idempotency_key, 'UNKNOWN',
                          CAST(? AS DECIMAL(9, 2)), currency, FALSE, CURRENT_TIMESTAMP
                        FROM payment_movement WHERE trading_id = ? AND kind = 'AUTHORIZE'""")
                .params(kind, kind, amount, tradingId(order))
                .update();
    }

    private void suspend(ObjectNode order) {
        runtime.updateProcessInstanceSuspensionState()
                .byProcessInstanceQuery(
                        runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradingId(order)))
                .suspend();
    }

    /** Opens the page of a trade, before which the browser has shown the list of trades. */
    private ObjectNode openTradeAfterTheList() {
        ObjectNode order = held();
        logIn(secrets.operator(), "/operations/#/trades");
        page().evaluate("location.hash = '#/trades/" + tradingId(order) + "'");
        browser.see(page().getByText("Cancel trade …"));
        browser.settle();
        return order;
    }

    private static void refuse(Route route, int status, String detail) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"detail\":\"" + detail + "\"}"));
    }

    /** The browser reports the end of a dialog in a task of its own. */
    private void settleClosing() {
        page().evaluate("new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))");
    }

    private Locator question() {
        return page().locator("#question");
    }

    private Locator secret() {
        return page().locator("pre.secret");
    }
}
