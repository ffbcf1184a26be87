package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of the client, each shown where the person looks, and for what it is. */
class FailingPageIT extends AbstractPageIT {

    private static final String AGAIN = "The client answers with an error (503). Try again.";

    private Page page;
    private TradeMessages messages;

    @BeforeEach
    void showATrade() {
        page = page(1300, 900);
        api.place(ContractFiles.order("PO-1"));
        messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(messages.information());
        assertThat(row(page)).hasCount(1);
        page.waitForFunction("() => !refreshing");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void anErrorIsNotShownAsAMissingTrade(int status) {
        fail(tradePath(), status);
        row(page).click();
        assertThat(page.locator("#outage")).containsText("The client answers with an error (" + status + ").");
        assertThat(page.locator("#announcement")).isHidden();
        assertThat(page.url()).endsWith("#/trades/" + messages.tradingId());
    }

    @Test
    void theTradeOpensAfterAnOutage() {
        fail(tradePath(), 503);
        row(page).click();
        assertThat(page.locator("#outage")).isVisible();
        page.unroute(tradePath());
        assertThat(page.locator("#detail-title")).hasText("PO-1");
        assertThat(page.locator("#detail")).isVisible();
        assertThat(page.locator("#outage")).isHidden();
    }

    @Test
    void anOutageIsShownAboveAnOpenDialog() {
        openTrade();
        fail("**/api/client", 503);
        page.evaluate("refresh()");
        assertThat(page.locator("#outage")).containsText("The client answers with an error (503).");
        assertThat(isInFront("#outage")).isTrue();
        page.locator("#close").click();
        assertThat(page.locator("#detail")).isHidden();
        assertThat(page.locator("#outage")).isVisible();
        assertThat(isInFront("#outage")).isTrue();
    }

    private boolean isInFront(String element) {
        return (boolean)
                page.locator(element)
                        .evaluate(
                                """
                        shown => {
                          const { x, y, width, height } = shown.getBoundingClientRect();
                          return shown.contains(document.elementFromPoint(x + width / 2, y + height / 2));
                        }""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%E4", "none"})
    void anAddressWithoutATradeSaysSo(String trade) {
        page.navigate(address() + "#/trades/" + trade);
        assertThat(page.locator("#announcement")).hasText("The ledger does not contain trade " + trade + ".");
        assertThat(page.locator("#outage")).isHidden();
    }

    @Test
    void aRemovedTradeIsNoOutage() {
        openTrade();
        fail(tradePath(), 404);
        page.evaluate("refresh()");
        assertThat(page.locator("#announcement"))
                .hasText("The ledger does not contain trade " + messages.tradingId() + " any more: it was removed.");
        assertThat(page.locator("#detail")).isHidden();
        assertThat(page.locator("#outage")).isHidden();
    }

    @Test
    void aFailedVerificationSaysSo() {
        fail("**/api/verification", 503);
        page.locator("#verify").click();
        assertThat(page.locator("#announcement")).hasText(AGAIN);
    }

    @Test
    void aRefusedVerificationShowsTheReason() {
        page.route("**/api/verification", route -> refuse(route, 429, "A verification is running."));
        page.locator("#verify").click();
        assertThat(page.locator("#announcement")).hasText("A verification is running.");
    }

    @Test
    void aSettlementThatCannotBeOpenedSaysSo() {
        server.send(messages.preview(data -> data.put("order", "ON_HOLD")), messages.statusChange("order", "ACCEPTED"));
        var settle = page.locator("#warnings .link").filter(new Locator.FilterOptions().setHasText("settle"));
        assertThat(settle).isVisible();
        page.route(Pattern.compile(".*/api/warnings[?]type=.*"), route -> refuse(route, 503, ""));
        settle.click();
        assertThat(page.locator("#announcement")).hasText(AGAIN);
    }

    @Test
    void aFormThatCannotBeOpenedSaysSoInTheDialog() {
        openTrade();
        fail(tradePath(), 503);
        button("Cancel the order").click();
        assertThat(page.locator("#request-result")).hasText(AGAIN);
    }

    @Test
    void anOrderThatCannotBeCopiedSaysSoInTheDialog() {
        openTrade();
        page.route(Pattern.compile(".*/api/order-contents.*"), route -> refuse(route, 404, "unknown"));
        button("Order again").click();
        assertThat(page.locator("#request-result")).containsText("does not have the contents of order PO-1.");
    }

    @Test
    void aRefusedLogoutIsNoLogout() {
        page.route("**/logout", route -> refuse(route, 403, "The token is of another session."));
        page.evaluate("logOut()");
        assertThat(page.locator("#announcement")).hasText("You are still logged in. The token is of another session.");
    }

    @Test
    void aLogoutWithoutASessionIsALogout() {
        page.route("**/logout", route -> refuse(route, 401, ""));
        page.route("**/login?out", route -> route.fulfill(new Route.FulfillOptions().setBody("out")));
        page.evaluate("() => { logOut(); }");
        page.waitForURL("**/login?out");
        assertThat(page.url()).endsWith("/login?out");
    }

    private String tradePath() {
        return "**/api/trades/" + messages.tradingId();
    }

    private void fail(String path, int status) {
        page.route(path, route -> refuse(route, status, ""));
    }

    private static void refuse(Route route, int status, String detail) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"detail\": \"" + detail + "\"}"));
    }

    private void openTrade() {
        row(page).click();
        assertThat(button("Cancel the order")).isVisible();
    }

    private Locator button(String text) {
        return page.locator("#detail").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(text));
    }
}
