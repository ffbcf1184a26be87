package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The operators' pages of clients, catalogue and signing keys in a browser. */
@BothDatabases
class OperatorAdministrationIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends OperatorScenario {

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
            // Only the dialog, which opens after a request, has this field. The other one is on the page, too.
            label("Pieces").fill("40");
            label("Number of the delivery note").last().fill("GR-" + sku);
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
    }
}
