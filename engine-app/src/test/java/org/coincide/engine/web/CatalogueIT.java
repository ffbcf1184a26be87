package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Products and prices that an operator changes while the server runs. */
@WholeServer
class CatalogueIT extends HttpProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/operations/products";

    private final String sku = "NEW-" + UUID.randomUUID();

    @Autowired
    JdbcClient sql;

    @Test
    void aNewProductCanBeOrderedAtOnce() throws Exception {
        assertThat(order("4.00").statusCode()).isEqualTo(422);

        assertThat(change(entry("4.00")).statusCode()).isEqualTo(200);

        assertThat(order("4.00").statusCode()).isEqualTo(201);
        assertThat(get("/api/products", acme()).body()).contains(sku);
    }

    @Test
    void aNewPriceIsValidAtOnce() throws Exception {
        change(entry("4.00"));

        change(entry("5.00"));

        assertThat(order("4.00").body()).contains("PRICE_CHANGED");
        assertThat(order("5.00").statusCode()).isEqualTo(201);
    }

    @Test
    void aLaterPriceIsValidFromItsTimeOn() throws Exception {
        change(entry("4.00"));
        change(entry("6.00").put("validFrom", "2099-01-01T00:00:00Z"));
        assertThat(order("6.00").statusCode()).isEqualTo(422);
        assertThat(offered().at("/later/0/unitPrice").asText()).isEqualTo("6.00");

        sql.sql("UPDATE product_price SET valid_from = ? WHERE sku = ?")
                .params(OffsetDateTime.parse("2026-01-01T00:00:00Z"), sku)
                .update();

        assertThat(order("6.00").statusCode()).isEqualTo(201);
    }

    @Test
    void aPastPriceAndAnotherCurrencyAreRefused() throws Exception {
        change(entry("4.00"));

        assertProblem(change(entry("6.00").put("validFrom", "2020-01-01T00:00:00Z")), 422);
        assertProblem(change(entry("6.00").put("currency", "USD")), 422);
        assertProblem(change(entry("-1.00")), 400);

        assertThat(offered().path("unitPrice").asText()).isEqualTo("4.00");
    }

    @Test
    void aFileIsTakenAsAWholeOrNotAtAll() throws Exception {
        String header = "sku,name,unitPrice,currency\n";
        assertProblem(file(header + sku + ",Name,4.00,EUR\n" + sku + "-B,Name,nothing,EUR\n"), 400);
        assertThat(get(PATH, secrets.operator()).body()).doesNotContain(sku);

        assertThat(file(header + sku + ",Name,4.00,EUR\n" + sku + "-B,\"A, B\",5.00,EUR\n")
                        .body())
                .isEqualTo("{\"products\":2}");

        assertThat(get(PATH, secrets.operator()).body()).contains(sku, sku + "-B", "A, B");
    }

    @Test
    void aFileWithASecondPriceFromTheSameTimeIsRefused() throws Exception {
        String rows = "sku,name,unitPrice,currency\n" + sku + ",Name,12.00,EUR\n" + sku + ",Name,10.00,EUR\n";
        assertProblem(file(rows), 400);
        change(entry("10.00"));
        assertProblem(file(rows), 400);

        assertThat(offered().path("unitPrice").asText()).isEqualTo("10.00");
    }

    @Test
    void aFileWithoutRowsIsRefused() throws Exception {
        assertProblem(file("sku,name,unitPrice,currency\n"), 400);
        assertProblem(receipt("GR-4-" + sku, "sku,pieces\n"), 400);
    }

    /** Java reads these times, and no database stores them. */
    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void aTimeThatNoDatabaseStoresIsRefused(String time) throws Exception {
        change(entry("4.00"));

        assertProblem(change(entry("6.00").put("validFrom", time)), 400);
        assertProblem(file("sku,name,unitPrice,currency,validFrom\n" + sku + ",Name,6.00,EUR," + time + "\n"), 400);
        assertProblem(get("/api/operations/trades?since=" + time.replace("+", "%2B"), secrets.operator()), 400);
    }

    @Test
    void aDateThatNoDatabaseStoresIsRefused() throws Exception {
        change(entry("4.00"));
        String line = "{\"sku\": \"" + sku + "\", \"pieces\": 1, \"nextSupply\": \"+10000-01-01\"}";

        assertProblem(receipt("GR-5-" + sku, "sku,pieces,nextSupply\n" + sku + ",1,+10000-01-01\n"), 400);
        assertProblem(
                post(
                        "/api/operations/stock/receipts",
                        secrets.operator(),
                        "{\"receiptNumber\": \"GR-5-" + sku + "\", \"lines\": [" + line + "]}"),
                400);
    }

    /** The last price and the last date that are accepted must fit into the database, whatever its time zone. */
    @Test
    void theLastTimeThatIsAcceptedIsStored() throws Exception {
        change(entry("4.00"));
        assertThat(change(entry("6.00").put("validFrom", "9999-12-31T23:59:59Z"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(receipt("GR-6-" + sku, "sku,pieces,nextSupply\n" + sku + ",1,9999-12-31\n")
                        .statusCode())
                .isEqualTo(200);

        assertThat(offered().at("/later/0/validFrom").asText()).isEqualTo("9999-12-31T23:59:59Z");
    }

    @Test
    void aWithdrawnProductIsUnknownUntilItIsSetAgain() throws Exception {
        change(entry("4.00"));

        assertThat(send(request(PATH + "/" + sku, secrets.operator()).DELETE()).statusCode())
                .isEqualTo(204);

        assertThat(order("4.00").body()).contains("UNKNOWN_PRODUCT");
        change(entry("4.00"));
        assertThat(order("4.00").statusCode()).isEqualTo(201);
    }

    @Test
    void onlyAnOperatorChangesTheCatalogue() throws Exception {
        for (Credentials other : new Credentials[] {null, acme(), secrets.bank()}) {
            assertThat(post(PATH, other, entry("4.00").toString()).statusCode()).isIn(401, 403);
        }
    }

    @Test
    void eachChangeIsRecordedWithTheOperatorsName() throws Exception {
        change(entry("4.00"));
        change(entry("6.00").put("currency", "USD"));
        file("sku,name,unitPrice,currency\n" + sku + ",Name,5.00,EUR\n");
        receipt("GR-1-" + sku, "sku,pieces\n" + sku + ",3\n");
        send(request(PATH + "/" + sku, secrets.operator()).DELETE());

        assertThat(actions())
                .containsExactly(
                        "WITHDRAW_PRODUCT by " + secrets.operator().name() + ": " + sku,
                        "BOOK_RECEIPT by " + secrets.operator().name() + ": GR-1-" + sku + ": 3 × " + sku,
                        "IMPORT_PRODUCTS by " + secrets.operator().name() + ": 1 of a file: " + sku,
                        "refused SET_PRODUCT by " + secrets.operator().name() + ": " + sku + ", 6.00 USD",
                        "SET_PRODUCT by " + secrets.operator().name() + ": " + sku + ", 4.00 EUR");
    }

    @Test
    void receivedGoodsOfAFileEnterTheStockOnce() throws Exception {
        change(entry("4.00"));
        String number = "GR-2-" + sku;
        String rows = "sku,pieces,nextSupply\n" + sku + ",3,2099-01-15\n" + sku + ",4,\n";

        assertProblem(receipt(number, rows + sku + ",-1,\n"), 400);
        assertProblem(receipt(number, rows + sku + ",1,tomorrow\n"), 400);
        assertProblem(receipt(number, rows + "UNKNOWN-" + sku + ",1,\n"), 422);
        assertThat(receipt(number, rows).statusCode()).isEqualTo(200);
        assertThat(receipt(number, rows).statusCode()).isEqualTo(200);
        assertProblem(receipt(number, "sku,pieces\n" + sku + ",3\n"), 409);

        assertThat(level().path("onHand").asInt()).isEqualTo(7);
        assertThat(level().path("nextSupply").asText()).isEqualTo("2099-01-15");
    }

    @Test
    void countedPiecesReplaceTheStockButNotWhatIsReserved() throws Exception {
        change(entry("4.00"));
        receipt("GR-3-" + sku, "sku,pieces\n" + sku + ",10\n");

        assertThat(count(7, sku).body()).isEqualTo("{\"sku\":\"" + sku + "\",\"onHand\":7,\"released\":[]}");
        assertThat(onHand()).isEqualTo(7);
        sql.sql("UPDATE stock SET reserved = 5 WHERE sku = ?").param(sku).update();
        assertProblem(count(4, sku), 409);
        assertProblem(count(-1, sku), 400);
        assertProblem(count(7, "UNKNOWN-" + sku), 404);

        assertThat(onHand()).isEqualTo(7);
        assertThat(actions())
                .first()
                .asString()
                .startsWith("refused CORRECT_STOCK by " + secrets.operator().name() + ": " + sku + ": 4 instead of 7.");
    }

    private HttpResponse<String> count(int pieces, String article) throws Exception {
        return send(request("/api/operations/stock/" + article, secrets.operator())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"onHand\": " + pieces + ", \"text\": \"Counted.\"}")));
    }

    private HttpResponse<String> receipt(String number, String csv) throws Exception {
        return send(request("/api/operations/stock/receipts/import?receiptNumber=" + number, secrets.operator())
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv)));
    }

    private int onHand() throws Exception {
        return level().path("onHand").asInt();
    }

    private JsonNode level() throws Exception {
        for (JsonNode level : JSON.readTree(
                        get("/api/operations/stock", secrets.operator()).body())
                .path("levels")) {
            if (level.path("sku").asText().equals(sku)) {
                return level;
            }
        }
        throw new AssertionError(sku + " has no stock");
    }

    /** The recorded actions about the product, newest first. */
    private List<String> actions() throws Exception {
        List<String> found = new ArrayList<>();
        for (JsonNode action :
                JSON.readTree(get(PATH + "/actions", secrets.operator()).body())) {
            if (action.path("text").asText().contains(sku)) {
                found.add((action.hasNonNull("refusal") ? "refused " : "")
                        + action.path("action").asText() + " by "
                        + action.path("person").asText() + ": "
                        + action.path("text").asText());
            }
        }
        return found;
    }

    private ObjectNode entry(String price) {
        return JSON.createObjectNode()
                .put("sku", sku)
                .put("name", "A new product")
                .put("unitPrice", price)
                .put("currency", "EUR");
    }

    private HttpResponse<String> change(ObjectNode entry) throws Exception {
        return post(PATH, secrets.operator(), entry.toString());
    }

    private HttpResponse<String> file(String csv) throws Exception {
        return send(request(PATH + "/import", secrets.operator())
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv)));
    }

    private HttpResponse<String> order(String price) throws Exception {
        ObjectNode order = Orders.ordinary();
        order.putArray("lines");
        return post("/api/orders", acme(), Orders.addLine(order, sku, 1, price).toString());
    }

    private JsonNode offered() throws Exception {
        for (JsonNode product : JSON.readTree(get(PATH, secrets.operator()).body())) {
            if (product.path("sku").asText().equals(sku)) {
                return product;
            }
        }
        throw new AssertionError(sku + " is not offered");
    }
}
