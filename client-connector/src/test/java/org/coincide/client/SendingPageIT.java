package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sending from the page: each entry is sent once, and kept if the session has ended meanwhile. */
class SendingPageIT extends AbstractPageIT {

    private static final String NOT_SENT = "Nothing is sent, because your session has ended.";
    private static final String TEXT = "We ordered twice.";

    private Page page;

    /** The forms of the page, with the address to which each sends. */
    enum Form {
        SETTLEMENT("**/settlement", "#settlement", "form > .error"),
        ACKNOWLEDGEMENT("**/acknowledgement", "#acknowledgement", "form > .error"),
        CANCELLATION("**/cancellation", "#request-form", ".error"),
        ORDER("**/api/orders", "#order-form", "#order-error"),
        UPLOAD("**/api/order-files?place=true", "#upload-preview", "#upload-error");

        private final String address;
        private final String place;
        private final String error;

        Form(String address, String place, String error) {
            this.address = address;
            this.place = place;
            this.error = error;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndedSessionLosesNothing(Form form) {
        open(form);
        var address = page.url();
        endTheSession();
        submit(form).click();

        assertThat(page.locator(form.place + " " + form.error)).containsText(NOT_SENT);
        assertThat(page).hasURL(address);
        assertThat(page.locator("#outage")).containsText("Your session has ended.");
        assertThat(page.locator("#outage a")).hasAttribute("target", "_blank");
        Browser.screenshot(page, "ended-session-" + form);
        page.unroute("**/api/**");
        submit(form).click();

        assertThat(page.locator(form == Form.ORDER || form == Form.UPLOAD ? "#announcement" : "#request-result"))
                .containsText(done(form));
        assertThat(page.locator("#outage")).isHidden();
    }

    private static String done(Form form) {
        return switch (form) {
            case SETTLEMENT -> "The decision is stored.";
            case ACKNOWLEDGEMENT -> "The warning is acknowledged.";
            case CANCELLATION -> "The request is stored";
            case ORDER -> "is stored and will be sent";
            case UPLOAD -> "1 order is placed.";
        };
    }

    @Test
    void theReadingOfAPageWithInputDoesNotLeaveIt() {
        open(Form.ACKNOWLEDGEMENT);
        endTheSession();
        page.evaluate("refresh()");
        assertThat(page.locator("#acknowledgement #outage")).containsText("Your session has ended.");
        assertThat(page.locator("#acknowledgement textarea")).hasValue(TEXT);
        page.unroute("**/api/**");
        page.evaluate("dispatchEvent(new Event('focus'))");
        assertThat(page.locator("#outage")).isHidden();
        assertThat(page.locator("#acknowledgement textarea")).hasValue(TEXT);
    }

    @Test
    void aPageWithoutInputOpensTheLogin() {
        page = page(1300, 900);
        assertThat(page.locator("#trades .empty")).isVisible();
        page.route("**/login?to=**", route -> route.fulfill(new Route.FulfillOptions().setBody("login")));
        endTheSession();
        page.evaluate("() => { refresh(); }");
        page.waitForURL("**/login?to=**");
    }

    @Test
    void aFileThatIsChosenAfterTheEndIsToBeChosenAgain() {
        page = page(1300, 900);
        page.getByText("Upload orders").first().click();
        var file = page.locator("pre.example").textContent();
        endTheSession();
        choose(file);
        assertThat(page.locator("#upload-preview .error")).containsText(NOT_SENT);
        page.unroute("**/api/**");
        choose(file);
        assertThat(submit(Form.UPLOAD)).isVisible();
    }

    /** A press of the Enter key in a field sends a form, too, and does not look whether the button is disabled. */
    @ParameterizedTest
    @EnumSource
    void aSecondSubmissionIsNotSent(Form form) {
        open(form);
        List<Route> sent = new ArrayList<>();
        page.route(form.address, sent::add);
        submit(form).focus();
        page.keyboard().press("Enter");
        page.waitForCondition(() -> !sent.isEmpty());
        submit(form)
                .evaluate(
                        "button => button.form ? button.form.dispatchEvent(new SubmitEvent('submit', {cancelable: true}))"
                                + " : button.dispatchEvent(new MouseEvent('click'))");
        page.evaluate(
                "fetch('/api/session').then(response => response.text()).then(() => fetch('/api/session')).then(() => true)");
        assertThat(sent).hasSize(1);

        sent.get(0).fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
        assertThat(page.locator(form.place + " " + form.error)).containsText("The client answers with an error (503).");
        assertThat(submit(form)).isFocused();
    }

    private void endTheSession() {
        page.route(
                "**/api/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(401)
                        .setContentType("application/problem+json")
                        .setBody("{\"detail\": \"Log in.\"}")));
    }

    /** Opens a form and fills it in. */
    private void open(Form form) {
        switch (form) {
            case ORDER -> openOrder();
            case UPLOAD -> {
                page = page(1300, 900);
                page.getByText("Upload orders").first().click();
                choose(page.locator("pre.example").textContent());
                assertThat(submit(form)).isVisible();
            }
            default -> openInTrade(form);
        }
        page.waitForFunction("() => !refreshing");
    }

    private void openInTrade(Form form) {
        api.place(ContractFiles.order("PO-1"));
        var messages = TradeMessages.of(server.nextOrder("PO-1"));
        server.send(
                messages.information(),
                messages.preview(data -> data.put("order", "ON_HOLD")),
                messages.statusChange("order", "ACCEPTED"));
        page = page(1300, 900);
        assertStatuses(page, "on hold", "not started", "pending");
        row(page).click();
        assertThat(button("Cancel the order")).isVisible();
        switch (form) {
            case SETTLEMENT -> {
                link("settle").click();
                page.locator("#settlement input[value=RECEIVED]").check();
                page.locator("#settlement textarea").fill(TEXT);
            }
            case ACKNOWLEDGEMENT -> {
                link("acknowledge").click();
                page.locator("#acknowledgement textarea").fill(TEXT);
            }
            default -> {
                button("Cancel the order").click();
                page.getByLabel("Reason").fill(TEXT);
            }
        }
    }

    private void openOrder() {
        page = page(1300, 900);
        page.getByText("New order").first().click();
        page.getByLabel("Product").fill("TEA");
        page.getByLabel("Quantity").fill("3");
        page.getByLabel("Unit price").fill("12.50");
        page.getByLabel("Name").fill("Ada Lovelace");
        page.getByLabel("Street").fill("12 St James's Square");
        page.getByLabel("Postal code").fill("SW1Y 4JH");
        page.getByLabel("City").fill("London");
        page.getByLabel("Country").fill("GB");
    }

    private void choose(String content) {
        page.locator("#upload-file")
                .setInputFiles(new FilePayload("orders.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8)));
    }

    private Locator submit(Form form) {
        return page.locator(form.place + " button.strong");
    }

    private Locator link(String text) {
        return page.locator("#trade-warnings .link", new Page.LocatorOptions().setHasText(text));
    }

    private Locator button(String text) {
        return page.locator("#detail").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(text));
    }
}
