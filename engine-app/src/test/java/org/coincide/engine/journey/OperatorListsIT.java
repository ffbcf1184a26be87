package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of the operators' pages: their conditions, and pages beyond their end. */
@OnHsqldb
@SharedServer
class OperatorListsIT extends OperatorScenario {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ONE_CLIENT_AND_TYPE = "/operations/#/warnings?client=acme&warning=CONTENT_MISMATCH";

    @ParameterizedTest
    @ValueSource(strings = {"trades", "warnings", "dead-letters", "catalogue", "actions"})
    void thePageBeyondTheEndOfAListIsItsLastOne(String list) {
        fill(list);
        logIn(secrets.operator(), "/operations/#/" + list + "?offset=2500");
        browser.see(page().locator("#view section").first().locator("tbody tr"));
    }

    private void fill(String list) {
        switch (list) {
            case "trades" -> held();
            case "warnings" -> warn(held(), "The price differs from the order.");
            case "dead-letters" -> deadLetter();
            case "actions" ->
                bean(OperatorActions.class)
                        .add(
                                null,
                                OperatorActions.Kind.NOTE,
                                "catalogue",
                                secrets.operator().name(),
                                "The client called.",
                                null);
            default -> {
                // The catalogue has products.
            }
        }
    }

    @Test
    void showingAllWarningsEmptiesTheClient() {
        logIn(secrets.operator(), ONE_CLIENT_AND_TYPE);
        follow("Show all");
        assertThat(label("Client")).hasValue("");
    }

    @Test
    void warningsOfAnotherStateHaveTheSameType() {
        logIn(secrets.operator(), ONE_CLIENT_AND_TYPE);
        choose("Show", "acknowledged");
        assertThat(page()).hasURL(Pattern.compile("acknowledged=true.*warning=CONTENT_MISMATCH"));
    }

    @Test
    void aCompletedTaskIsToldInGerman() {
        ObjectNode order = Orders.ordinary();
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        page().route("**/api/operations/trades/" + tradingId(order), OperatorListsIT::withACompletedTask);
        logIn(secrets.operator(), "/operations/");
        page().addInitScript("Object.defineProperty(navigator, 'languages', {get: () => ['de-DE', 'en']})");
        page().reload();
        browser.open("/operations/#/trades/" + tradingId(order));
        browser.see("Erledigte die Aufgabe Review held order");
    }

    private static void withACompletedTask(Route route) {
        try {
            ObjectNode trade = (ObjectNode) JSON.readTree(route.fetch().body());
            trade.withArray("deeds")
                    .addObject()
                    .put("at", "2026-11-30T10:00:00Z")
                    .put("person", "grace")
                    .put("deed", "Completed the task Review held order");
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(trade.toString()));
        } catch (IOException noTrade) {
            throw new UncheckedIOException(noTrade);
        }
    }
}
