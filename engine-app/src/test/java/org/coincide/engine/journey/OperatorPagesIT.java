package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

/** The operators' pages in a browser: login, overview and lists, as an operator and as a person who is none. */
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
                            .setHasText(tradingId(finished).substring(28)));
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
