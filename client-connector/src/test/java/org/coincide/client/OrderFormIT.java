package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's form of a new order, and the upload of a file of orders. */
class OrderFormIT extends AbstractPageIT {

    private static final String CATALOGUE =
            """
            [{"sku":"TEA-EARL-GREY-100","name":"Earl Grey, 100 g","unitPrice":"12.50","currency":"EUR","availability":"IN_STOCK"},
             {"sku":"SET","name":"Anniversary set","unitPrice":"129.00","currency":"EUR","availability":"EXPECTED",
              "expectedOn":"2027-01-15"}]
            """;

    private Page page;

    @BeforeEach
    void fillTheCatalogue() {
        sql.update("DELETE FROM catalogue");
        sql.update(
                "INSERT INTO catalogue (fetched_at, products) VALUES (?, ?)",
                OffsetDateTime.parse("2026-11-24T09:00:00Z"),
                CATALOGUE);
    }

    @AfterEach
    void thePageReportsNoErrors() {
        if (browser != null) {
            assertThat(browser.pageErrors()).allMatch(error -> error.contains("status of 40"));
        }
    }

    @Test
    void aPersonPlacesAnOrderWithoutCurl() {
        openForm(1300);
        fillOrder();
        assertThat(page.locator(".order-line").nth(0)).containsText("Earl Grey, 100 g · in stock");
        assertThat(page.locator(".order-line").nth(1)).containsText("expected Jan 15, 2027");
        assertThat(page.locator("#order-total")).hasText("Total: 291.50\u00a0EUR");
        Browser.screenshot(page, "order-form-1300");
        var reference = page.getByLabel("Your order number").inputValue();
        button("Place the order").click();

        assertThat(page.locator("#announcement")).containsText(reference + " is stored");
        assertThat(page.locator("#orders li")).containsText(reference);
        var order = server.nextOrder(reference);
        assertThat(order.at("/lines/1/unitPrice").asText()).isEqualTo("129.00");
        assertThat(order.at("/lines/0/quantity").asInt()).isEqualTo(13);
        assertThat(order.at("/payment/method").asText()).isEqualTo("INVOICE");
        assertThat(order.at("/shipTo/country").asText()).isEqualTo("GB");
    }

    @Test
    void aDraftSurvivesAReload() {
        openForm(1300);
        fillOrder();
        page.getByLabel("Payment", new Page.GetByLabelOptions().setExact(true)).selectOption("CARD");
        page.getByLabel("Card token").fill("tok_secret");
        var reference = page.getByLabel("Your order number").inputValue();
        page.reload();
        assertThat(page.getByLabel("Your order number")).hasValue(reference);
        assertThat(page.getByLabel("City")).hasValue("London");
        assertThat(page.locator(".order-line")).hasCount(2);
        assertThat(page.locator("#order-total")).hasText("Total: 291.50\u00a0EUR");
        assertThat(page.getByLabel("Card token")).hasValue("");
        assertThat((String) page.evaluate("JSON.stringify(localStorage)")).doesNotContain("tok_secret");
        button("Discard the draft").click();
        assertThat(page.getByLabel("City")).hasValue("");
    }

    @Test
    void eachFaultIsShownAtItsField() {
        openForm(390);
        button("Place the order").click();
        assertThat(page.locator("#order-error")).containsText("Correct the marked fields");
        assertThat(page.getByLabel("Product").first()).isFocused();
        assertThat(error("City")).hasText("Enter a value.");
        assertThat(error("Unit price")).hasText("Enter a price such as 12.50.");
        Browser.screenshot(page, "order-form-faults-390");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);

        fillOrder();
        page.getByLabel("Country").fill("XYZ");
        page.getByLabel("Country").evaluate("field => { field.value = '12'; }");
        button("Place the order").click();
        assertThat(error("Country")).containsText("two capital letters, such as GB");
        assertThat(page.getByLabel("Country")).isFocused();
        assertThat(api.list("/api/orders")).isEmpty();
    }

    @Test
    void aGermanReaderWritesPricesWithAComma() {
        page = browser.page(1300, 900, "de-DE");
        page.navigate(address() + "#/order");
        page.getByLabel("Artikel").fill("TEA-EARL-GREY-100");
        assertThat(page.getByLabel("Einzelpreis")).hasValue("12,50");
        page.getByLabel("Einzelpreis").fill("12,75");
        assertThat(page.locator("#order-total")).hasText("Summe: 12,75\u00a0EUR");
        assertThat(page.evaluate("contractOrder().lines[0].unitPrice")).isEqualTo("12.75");
        page.reload();
        assertThat(page.getByLabel("Einzelpreis")).hasValue("12,75");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.000", "1,000", "1e3", "0x10", "0", "-1", "1000000000"})
    void aQuantityConsistsOfDigitsOnly(String quantity) {
        openForm(1300);
        fillOrder();
        page.getByLabel("Quantity").nth(0).fill(quantity);
        button("Place the order").click();
        assertThat(error("Quantity")).hasText("Enter a whole number of digits only, such as 1000.");
        assertThat(api.list("/api/orders")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, 1.250, Enter 1250 or 1.25: a mark",
        "en-US, '1,250', Enter 1250 or 1.25: a mark",
        "en-US, 12.125, Enter 12125 or 12.1250: a mark",
        "de-DE, 1.250, 'Geben Sie 1250 oder 1,25 ein: ein Zeichen'",
        "de-DE, '1,250', 'Geben Sie 1250 oder 1,25 ein: ein Zeichen'"
    })
    void aPriceWithTwoMeaningsIsRefused(String language, String price, String fault) {
        page = browser.page(1300, 900, language);
        page.navigate(address() + "#/order");
        page.locator("#order-lines-0-sku").fill("TEA-EARL-GREY-100");
        page.locator("#order-lines-0-unitPrice").fill(price);
        page.locator("#order-form .strong").click();
        assertThat(page.locator("#order-lines-0-unitPrice-error")).containsText(fault);
        assertThat(page.locator(".line-total")).isEmpty();
    }

    @Test
    void aPriceOfThreeDecimalsSaysHowItIsUnderstood() {
        openForm(1300);
        fillOrder();
        page.getByLabel("Currency").fill("KWD");
        page.getByLabel("Unit price").nth(0).fill("1.250");
        button("Place the order").click();
        assertThat(page.locator(".understood").first()).hasText("understood as 1.250\u00a0KWD");
        assertThat(error("Unit price")).isEmpty();
    }

    @Test
    void aPriceOfTheCatalogueHasOneMeaning() {
        sql.update("UPDATE catalogue SET products = ?", CATALOGUE.replace("12.50", "12.125"));
        openForm(1300);
        page.getByLabel("Product").first().fill("TEA-EARL-GREY-100");
        assertThat(page.getByLabel("Unit price")).hasValue("12.1250");
    }

    @Test
    void aDayInThePastAndAnUnknownProductAreNamed() {
        openForm(1300);
        fillOrder();
        line(1, "COFFEE", "1");
        assertThat(page.locator(".order-line").nth(1)).containsText("not in the catalogue");
        page.getByLabel("Requested delivery").fill("2020-01-01");
        button("Place the order").click();
        assertThat(error("Requested delivery")).containsText("in the past. Choose a later one");
        assertThat(page.locator("#order-error")).hasText("The order is not placed yet. Correct the marked fields.");
    }

    @Test
    void aNoteAboveAViewEndsWithTheView() {
        openForm(1300);
        fillOrder();
        button("Place the order").click();
        assertThat(page.locator("#announcement")).isFocused();
        page.getByText("Upload orders").first().click();
        assertThat(page).hasTitle("Upload orders · Ledger of acme");
        assertThat(page.locator("#announcement")).isHidden();
    }

    @Test
    void aCopyReplacesADraftOnlyAfterAQuestion() {
        api.place(ContractFiles.order("PO-1"));
        openForm(1300);
        fillOrder();
        List<String> questions = new ArrayList<>();
        page.onceDialog(question -> {
            questions.add(question.message());
            question.dismiss();
        });
        page.evaluate("copyOrder('PO-1')");
        assertThat(page.getByLabel("Product").nth(1)).hasValue("SET");
        assertThat(questions).hasSize(1).first().asString().contains("Replace the draft?");
        page.onceDialog(Dialog::accept);
        page.evaluate("copyOrder('PO-1')");
        assertThat(page.getByLabel("Product").nth(1)).hasValue("CUP-PORCELAIN");
    }

    @Test
    void anAddressUsedBeforeIsFilledIn() {
        api.place(ContractFiles.order("PO-1"));
        openForm(1300);
        button("Place the order").click();
        assertThat(error("City")).isVisible();
        page.getByLabel("Used before").selectOption("address-0");
        assertThat(error("City")).isHidden();
        line(0, "TEA-EARL-GREY-100", "1");
        assertThat(page.locator("#order-error")).isHidden();
        assertThat(page.getByLabel("City")).hasValue("London");
        assertThat(page.getByLabel("Postal code")).hasValue("SW1Y 4JH");
    }

    @Test
    void regionAndPhoneOfAnEarlierAddressAreKept() {
        var earlier = ContractFiles.order("PO-1");
        ((ObjectNode) earlier.get("shipTo")).put("region", "Greater London").put("phone", "+44 20 7946 0018");
        api.place(earlier);
        openForm(1300);
        page.getByLabel("Used before").selectOption("address-0");
        assertThat(page.getByLabel("Region")).hasValue("Greater London");
        assertThat(page.getByLabel("Phone")).hasValue("+44 20 7946 0018");
        button("Discard the draft").click();
        page.evaluate("copyOrder('PO-1')");
        assertThat(page.getByLabel("Product").nth(1)).hasValue("CUP-PORCELAIN");
        page.getByLabel("Payment", new Page.GetByLabelOptions().setExact(true)).selectOption("INVOICE");
        var reference = page.getByLabel("Your order number").inputValue();
        button("Place the order").click();
        assertThat(server.nextOrder(reference).get("shipTo")).isEqualTo(earlier.get("shipTo"));
    }

    @Test
    void anEmptyRegionAndPhoneAreOmitted() {
        openForm(1300);
        fillOrder();
        var reference = page.getByLabel("Your order number").inputValue();
        button("Place the order").click();
        assertThat(page.locator("#announcement")).containsText("is stored");
        assertThat(server.nextOrder(reference).get("shipTo").size()).isEqualTo(5);
    }

    @Test
    void aFileIsPlacedAfterAPreviewWithoutFaults() {
        page = page(1300, 900);
        page.getByText("Upload orders").first().click();
        var good = page.locator("pre.example").textContent();
        choose("orders.csv", good.replace(",3,", ",many,").replace("GB", "England"));
        assertThat(page.locator("#upload-faults li")).hasCount(2);
        assertThat(page.locator("#upload-faults")).containsText("quantity");
        assertThat(page.locator("#upload-faults")).containsText("country");
        Browser.screenshot(page, "upload-faults-1300");
        choose("orders.csv", good);
        assertThat(page.locator("#upload-orders")).containsText("66.90");
        Browser.screenshot(page, "upload-1300");
        button("Place 1 order").click();
        assertThat(page.locator("#announcement")).hasText("1 order is placed.");
        assertThat(page.locator("#orders li")).containsText("PO-2026-0001");
        server.nextOrder("PO-2026-0001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null]",
                "{\"orderReference\": \"PO-1\", \"lines\": \"none\"}",
                "{\"orderReference\": \"PO-1\", \"lines\": [null]}",
                "{\"orderReference\": \"PO-1\", \"lines\": [{\"sku\": \"SET\", \"quantity\": 1, \"unitPrice\": 129.5}]}"
            })
    void theFaultsOfAnyJsonFileAreShown(String content) {
        page = page(1300, 900);
        page.getByText("Upload orders").first().click();
        choose("orders.json", content);
        assertThat(page.locator("#upload-faults li").first()).isVisible();
    }

    @Test
    void aFileThatHasGoneSaysWhatToDo() {
        page = page(1300, 900);
        page.getByText("Upload orders").first().click();
        page.evaluate(
                "() => { readFile({ name: 'orders.csv', arrayBuffer: () => Promise.reject(new Error('gone')) }); }");
        assertThat(page.locator("#upload-preview")).containsText("The file cannot be read.");
    }

    @Test
    void theSlowPreviewOfAnEarlierFileIsNotShown() {
        page = page(1300, 900);
        page.getByText("Upload orders").first().click();
        List<Route> held = new ArrayList<>();
        page.route("**/api/order-files", route -> holdFirst(route, held));
        choose("first.csv", "no,orders");
        page.waitForCondition(() -> !held.isEmpty());
        choose("second.csv", page.locator("pre.example").textContent());
        assertThat(page.locator("#upload-preview h3")).hasText("Preview of second.csv");
        release("**/api/order-files", held);
        assertThat(page.locator("#upload-preview h3")).hasText("Preview of second.csv");
    }

    @Test
    void anOrderThatIsStoredLateDoesNotChangeTheView() {
        openForm(1300);
        fillOrder();
        List<Route> held = new ArrayList<>();
        page.route("**/api/orders", route -> holdFirst(route, held));
        button("Place the order").click();
        page.waitForCondition(() -> !held.isEmpty());
        page.getByText("Upload orders").first().click();
        assertThat(page.locator("#upload-file")).isFocused();
        release("**/api/orders", held);
        assertThat(page.locator("#announcement")).containsText("is stored");
        assertThat(page.locator("#upload-file")).isVisible();
    }

    private static void holdFirst(Route route, List<Route> held) {
        if (held.isEmpty()) {
            held.add(route);
        } else {
            route.resume();
        }
    }

    /** Lets the held request go on, until the page has handled its response. */
    private void release(String path, List<Route> held) {
        page.waitForResponse(path, () -> held.get(0).resume()).finished();
        page.evaluate("fetch('/api/client').then(response => response.text())");
    }

    @Test
    void aFileThatCannotBeReadSaysWhatToDo() {
        page = page(1300, 900);
        page.getByText("Upload orders").first().click();
        var good = page.locator("pre.example").textContent();
        choose("orders.csv", good.replace("Ada", "Zo\u00eb").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(page.locator("#upload-preview"))
                .hasText(
                        "Line 2 has a character that is not encoded in UTF-8. Save the file as UTF-8 and choose it again.");
        choose("orders.csv", new byte[0]);
        assertThat(page.locator("#upload-preview")).hasText("The file is empty. Choose a file with orders.");
    }

    @Test
    void theFaultsOfAFileAreGermanForAGermanReader() {
        page = browser.page(1300, 900, "de-DE");
        page.navigate(address() + "#/upload");
        var good = page.locator("pre.example").textContent();
        choose("orders.csv", good.replace(",3,", ",0,").replace("INVOICE", "BARTER") + "x");
        assertThat(page.locator("#upload-faults li .status")).hasText(new String[] {"Zeile 2", "Zeile 2", "Zeile 3"});
        assertThat(page.locator("#upload-faults")).containsText("quantity: muss mindestens 1 sein");
        assertThat(page.locator("#upload-faults"))
                .containsText("paymentMethod: muss eines von diesen sein: CARD, INVOICE");
        assertThat(page.locator("#upload-faults")).containsText("Der Wert weicht von Zeile 2 derselben Bestellung ab.");
    }

    private void choose(String name, String text) {
        choose(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void choose(String name, byte[] content) {
        page.locator("#upload-file").setInputFiles(new FilePayload(name, "text/csv", content));
    }

    private void openForm(int width) {
        page = page(width, 900);
        page.getByText("New order").first().click();
        assertThat(page.getByLabel("Product").first()).isFocused();
    }

    /** Fills in two lines and the address; the value is 13 times 12.50 and once 129.00. */
    private void fillOrder() {
        line(0, "TEA-EARL-GREY-100", "13");
        if (page.locator(".order-line").count() == 1) {
            button("Add a line").click();
        }
        line(1, "SET", "1");
        page.getByLabel("Name").fill("Ada Lovelace");
        page.getByLabel("Street").fill("12 St James's Square");
        page.getByLabel("Postal code").fill("SW1Y 4JH");
        page.getByLabel("City").fill("London");
        page.getByLabel("Country").fill("gb");
    }

    private void line(int index, String sku, String quantity) {
        page.getByLabel("Product").nth(index).fill(sku);
        page.getByLabel("Quantity").nth(index).fill(quantity);
    }

    private Locator error(String label) {
        return page.locator(".field")
                .filter(new Locator.FilterOptions().setHas(page.getByLabel(label)))
                .first()
                .locator(".field-error");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
