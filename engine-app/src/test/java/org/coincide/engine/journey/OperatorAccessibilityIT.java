package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coincide.engine.models.ModelFiles;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.support.Accessibility;
import org.coincide.engine.support.Accessibility.Look;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;

/** All states of the operators' pages: by the rules of WCAG 2.2 AA in each look, and in German. */
@OnHsqldb
@SharedServer
class OperatorAccessibilityIT extends OperatorScenario {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Path TEXTS = Path.of("src/main/resources/static/operations/dom.js");
    private static final String TRANSLATION = "return (texts[text] ?? text)";

    /** Remembers the texts that have no translation. */
    private static final String REMEMBERED_TRANSLATION =
            """
            if (document.documentElement.lang !== 'en' && !(text in texts)) {
              (window.untranslated ??= new Set()).add(text);
            }
            """
                    + TRANSLATION;

    /** A check of models takes seconds. */
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    /** Called in each state of the pages. */
    private interface State {
        void named(String name);
    }

    private State state;

    @Test
    void everyStateMeetsTheRulesOfWcag() throws InterruptedException {
        List<String> violations = new ArrayList<>();
        visit(name -> {
            for (Look look : Look.values()) {
                look.of(page());
                String shown = name + "-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-');
                Accessibility.violations(page()).forEach(violation -> violations.add(shown + " " + violation));
                if (!Accessibility.fits(page())) {
                    violations.add(shown + " must be scrolled sideways");
                }
                screenshot(shown);
            }
            Look.WIDE.of(page());
        });
        assertThat(violations).isEmpty();
    }

    @Test
    void everyStateIsGermanForAGermanReader() throws InterruptedException {
        page().addInitScript("Object.defineProperty(navigator, 'languages', {get: () => ['de-DE', 'en']})");
        page().route("**/operations/dom.js", OperatorAccessibilityIT::rememberUntranslated);
        visit(name -> screenshot("de-" + name));
        assertThat(page().locator("html")).hasAttribute("lang", "de");
        assertThat((List<?>) page().evaluate("[...(window.untranslated ?? [])]"))
                .isEmpty();
    }

    private static void rememberUntranslated(Route route) {
        try {
            String script = Files.readString(TEXTS);
            assertThat(script).contains(TRANSLATION);
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/javascript")
                    .setBody(script.replace(TRANSLATION, REMEMBERED_TRANSLATION)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void screenshot(String name) {
        page().screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve("operations-" + name + ".png"))
                .setFullPage(true));
    }

    private void visit(State each) throws InterruptedException {
        state = each;
        ObjectNode failing = failing();
        ObjectNode held = held();
        ObjectNode disputed = Orders.ordinary();
        acme.order(disputed);
        awaitStatuses(disputed, "COMPLETED/DELIVERED/PAID");
        warn(disputed, "The price differs from the order.");
        overdue();
        deadLetter();

        visitTheLogin();
        visitTheLists(disputed);
        visitTheTrade("failed-trade", failing);
        visitTheTrade("held-trade", held);
        visitTheTrade("disputed-trade", disputed);
        visitTheDeadLetters();
        visitTheClients();
        bean(OperatorActions.class)
                .add(
                        tradingId(held),
                        OperatorActions.Kind.NOTE,
                        secrets.operator().name(),
                        "The client called.");
        visitTheKeys();
        visitTheCatalogue();
        visitTheModels();
        visitAStoppedServer();
    }

    private void visitTheLogin() {
        browser.open("/operations/");
        assertThat(page().locator(".login")).isVisible();
        state.named("login");
        logIn(secrets.operator().name(), "Wrong-0123456789");
        assertThat(page().locator("#error")).not().isEmpty();
        state.named("login-refused");
        logIn(secrets.operator().name(), secrets.operator().password());
        assertThat(page().locator("#operator")).hasText(secrets.operator().name());
    }

    private void logIn(String name, String password) {
        page().locator("input[name=name]").fill(name);
        page().locator("input[name=password]").fill(password);
        page().locator(".login .strong").click();
    }

    private void visitTheLists(ObjectNode disputed) {
        see("", ".tiles");
        state.named("overview");
        see("trades", "tbody tr");
        state.named("trades");
        see("trades?q=nothing-has-this-name", ".empty");
        state.named("no-trade");
        see("warnings", "tbody tr");
        state.named("warnings");
        page().locator(
                        "tr",
                        new Page.LocatorOptions().setHasText(tradingId(disputed).substring(28)))
                .locator("button")
                .nth(1)
                .click();
        assertThat(page().locator("#question")).isVisible();
        state.named("question-answer");
        page().keyboard().press("Escape");
        see("restore", ".filters");
        state.named("restored-backup");
        see("warnings?client=nobody", ".empty");
        state.named("no-warning");
    }

    private void visitTheTrade(String name, ObjectNode order) {
        see("trades/" + tradingId(order), ".trade-title");
        page().locator("details summary").first().click();
        state.named(name);
        page().locator(".actions button").last().click();
        assertThat(page().locator("#question")).isVisible();
        state.named(name + "-question");
        page().keyboard().press("Escape");
    }

    private void visitTheDeadLetters() {
        see("dead-letters", "tbody tr");
        page().locator("details summary").first().click();
        assertThat(page().locator("pre").first()).not().hasText("…");
        state.named("dead-letters");
    }

    private void visitTheClients() {
        see("clients", "tbody tr");
        state.named("clients");
        page().locator(".strong").first().click();
        assertThat(page().locator("#question")).isVisible();
        state.named("client-question");
        page().keyboard().press("Escape");
        see("clients/acme", ".actions");
        state.named("client");
        page().locator(".actions .danger").click();
        assertThat(page().locator("#question")).isVisible();
        state.named("client-disable-question");
        page().keyboard().press("Escape");
    }

    private void visitTheKeys() {
        see("keys", "tbody tr");
        state.named("keys");
        page().locator("#view .strong").first().click();
        assertThat(page().locator("#question")).isVisible();
        state.named("keys-question");
        page().keyboard().press("Escape");
    }

    private void visitTheCatalogue() {
        see("catalogue", "tbody tr");
        state.named("catalogue");
        page().locator("td button").first().click();
        assertThat(page().locator("#question")).isVisible();
        state.named("catalogue-question");
        page().keyboard().press("Escape");
        see("actions", "tbody tr");
        state.named("actions");
        see("catalogue?q=nothing-has-this-name", ".empty");
        state.named("no-product");
    }

    private void visitTheModels() {
        String table = new String(ModelFiles.bundled().contents().get("hold.dmn"), StandardCharsets.UTF_8);
        see("models", "tbody tr");
        state.named("models");
        tryModel("<definitions/>");
        assertThat(page().locator("#view p.error")).isVisible(PATIENTLY);
        state.named("models-refused");
        tryModel(table.replace("\"CREDIT_LIMIT\"", "\"X_TOO_LARGE\""));
        assertThat(page().locator("#view p.result")).isVisible(PATIENTLY);
        page().locator("#view details summary").first().click();
        state.named("models-accepted");
    }

    private void tryModel(String content) {
        page().locator("input[type=file]")
                .setInputFiles(new FilePayload("hold.dmn", "text/xml", content.getBytes(StandardCharsets.UTF_8)));
        page().locator("#view .strong").click();
    }

    private void visitAStoppedServer() {
        page().route("**/api/**", Route::abort);
        browser.open("/operations/#/warnings");
        assertThat(page().locator("#error")).not().isEmpty();
        state.named("unreachable");
    }

    private void see(String address, String selector) {
        browser.open("/operations/#/" + address);
        assertThat(page().locator("#view:not([aria-busy]) " + selector).first()).isVisible();
    }
}
