package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.coincide.engine.support.OnHsqldb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;

/** Numbers, files and present values in the questions of the operators' pages of catalogue and clients. */
@OnHsqldb
@SharedServer
class OperatorCatalogueIT extends OperatorScenario {

    private static final String PRODUCTS = "/api/operations/products";
    private static final String CLIENTS = "/api/operations/clients";

    /** A file as spreadsheet programs save it. */
    private static final byte[] GREEN_TEA =
            "sku,name,unitPrice,currency\nTEA-1,Grüner Tee,3.00,EUR\n".getBytes(Charset.forName("windows-1252"));

    @ParameterizedTest
    @ValueSource(strings = {"1,250", "1.250"})
    void aPriceThatCanBeReadInTwoWaysIsRefused(String price) {
        create(newName(), "EUR", price);
        browser.see("“" + price + "” can be read in two ways. Type 1.25 or 1250.");
    }

    @Test
    void aPriceInACurrencyOfThreeDecimalsIsTaken() {
        create(newName(), "KWD", "1.250");
        awaitOutcome("The product is offered.");
    }

    private void create(String sku, String currency, String price) {
        logIn(secrets.operator(), "/operations/#/catalogue");
        press("Create product …");
        label("Article number").fill(sku);
        label("Name").fill("A kettle, 1 l");
        label("Currency").fill(currency);
        label("Unit price").fill(price);
        press("Create product");
    }

    @Test
    void anOrderLimitThatCanBeReadInTwoWaysIsRefused() {
        logIn(secrets.operator(), "/operations/#/clients");
        press("Create client …");
        label("Client id").fill(newName());
        label("Order limit").fill("10.000");
        press("Create client");
        browser.see("“10.000” can be read in two ways. Type 10.00 or 10000.");
    }

    @Test
    void piecesWithASeparatorOfThousandsAreRefused() {
        String sku = product(Map.of());
        openCatalogueAt(sku);
        press("Book receipt …");
        // Only the dialog, which opens after a request, has this field. The other one is on the page, too.
        label("Pieces").fill("1.000");
        label("Number of the delivery note").last().fill(newName());
        press("Book receipt of " + sku);
        browser.see("“1.000” is no whole number. Type only digits, such as 1000.");
    }

    @Test
    void aQuestionHasThePriceThatIsValidNow() {
        String sku = product(Map.of("unitPrice", "10.00"));
        openCatalogueAt(sku);
        set(sku, Map.of("unitPrice", "12.00"));
        press("Change …");
        assertThat(label("Unit price in EUR")).hasValue("12.00");
    }

    @Test
    void aQuestionHasTheQuotaThatIsValidNow() {
        String id = newName();
        api().postForObject(CLIENTS, Map.of("id", id, "orderLimit", "10.00"), String.class);
        logIn(secrets.operator(), "/operations/#/clients/" + id);
        api().put(CLIENTS + "/" + id + "/quota", Map.of("ordersPerMinute", 60));
        press("Change quota …");
        assertThat(label("Orders per minute")).hasValue("60");
    }

    @Test
    void aWeightThatIsClearedIsRemoved() {
        String sku = product(Map.of("weight", 120));
        openCatalogueAt(sku);
        press("Change …");
        label("Weight in grams").fill("");
        press("Change " + sku);
        awaitOutcome("The product is changed.");
        assertThat(stored(sku).get("weight").asInt()).isZero();
    }

    @Test
    void aFileInAnotherEncodingIsNotImported() {
        logIn(secrets.operator(), "/operations/#/catalogue");
        label("CSV file").first().setInputFiles(new FilePayload("rows.csv", "text/csv", GREEN_TEA));
        press("Import …", 0);
        browser.see("Line 2 of rows.csv has a character that is not encoded in UTF-8."
                + " Save the file as UTF-8 and choose it again.");
    }

    @Test
    void aFileOfAProgramInAnotherEncodingIsRefused() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, "text/csv");
        assertThat(api().postForObject(PRODUCTS + "/import", new HttpEntity<>(GREEN_TEA, headers), JsonNode.class)
                        .path("detail")
                        .asText())
                .startsWith("The body has a character that cannot be stored");
    }

    private static String newName() {
        return "page-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void openCatalogueAt(String sku) {
        logIn(secrets.operator(), "/operations/#/catalogue?q=" + sku);
    }

    /** Creates a product with the given values, and returns its article number. */
    private String product(Map<String, Object> values) {
        String sku = newName();
        set(sku, values);
        return sku;
    }

    private void set(String sku, Map<String, Object> values) {
        Map<String, Object> entry = new HashMap<>(Map.of("name", "A pot", "unitPrice", "10.00", "currency", "EUR"));
        entry.putAll(values);
        entry.put("sku", sku);
        assertThat(api().postForEntity(PRODUCTS, entry, String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private JsonNode stored(String sku) {
        return StreamSupport.stream(api().getForObject(PRODUCTS, JsonNode.class).spliterator(), false)
                .filter(product -> product.get("sku").asText().equals(sku))
                .findFirst()
                .orElseThrow();
    }

    private TestRestTemplate api() {
        return http.withBasicAuth(secrets.operator().name(), secrets.operator().password());
    }
}
