package org.coincide.client.demo;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import java.util.stream.StreamSupport;

/** What happens in the demo: four orders, then two lies. */
final class DemoStory {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CLIENT = "http://127.0.0.1:8081";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String run = LocalDateTime.now().format(DateTimeFormatter.ofPattern("MMddHHmmss"));
    private final Properties accounts;

    DemoStory(Properties accounts) {
        this.accounts = accounts;
    }

    void tell() throws Exception {
        String ordinary = place("tea", "TEA-EARL-GREY-100", 3, "12.50", "CARD", "tok_ok");
        String declined = place("declined", "TEA-SENCHA-100", 1, "15.20", "CARD", "tok_declined");
        String missing = place("sold-out", "SET-ANNIVERSARY", 1, "129.00", "CARD", "tok_ok");
        String invoice = place("invoice", "CUP-PORCELAIN", 6, "4.90", "INVOICE", null);
        awaitClosed(List.of(ordinary));
        int warnings = get("/api/warnings").size();
        try (Forger forger = new Forger(accounts)) {
            Demo.say("");
            Demo.say("Now somebody puts a status for a trade that the client never had on its queue …");
            forger.foreignTrade();
            awaitWarnings(warnings + 1);
            Demo.say("");
            Demo.say("… and one that sends the finished trade of " + ordinary + " back to IN_PROGRESS.");
            forger.illegalStep(trade(ordinary));
            awaitWarnings(warnings + 2);
        }
        Demo.say("");
        Demo.say("Neither changed the ledger. The other orders go on:");
        Demo.say("");
        awaitClosed(List.of(declined, missing, invoice));
    }

    private String place(String name, String sku, int quantity, String price, String method, String token)
            throws Exception {
        ObjectNode order = json.createObjectNode()
                .put("orderReference", "DEMO-" + run + "-" + name)
                .put("currency", "EUR");
        order.putArray("lines")
                .addObject()
                .put("sku", sku)
                .put("quantity", quantity)
                .put("unitPrice", price);
        order.putObject("shipTo")
                .put("name", "Ada Lovelace")
                .put("street", "12 St James's Square")
                .put("postalCode", "SW1Y 4JH")
                .put("city", "London")
                .put("country", "GB");
        ObjectNode payment = order.putObject("payment").put("method", method);
        if (token != null) {
            payment.put("token", token);
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(CLIENT + "/api/orders"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(order.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("The client did not take the order: " + answer.body());
        }
        return order.path("orderReference").asText();
    }

    private void awaitClosed(List<String> references) {
        await().atMost(PATIENCE).until(() -> references.stream()
                .allMatch(reference -> find(reference).path("closed").asBoolean()));
    }

    private void awaitWarnings(int count) {
        await().atMost(PATIENCE).until(() -> get("/api/warnings").size() >= count);
    }

    private JsonNode trade(String reference) {
        return get("/api/trades/" + find(reference).path("tradingId").asText());
    }

    private JsonNode find(String reference) {
        return StreamSupport.stream(get("/api/trades").spliterator(), false)
                .filter(trade -> trade.path("orderReference").asText().equals(reference))
                .findFirst()
                .orElse(json.missingNode());
    }

    private JsonNode get(String path) {
        try {
            return json.readTree(http.send(
                            HttpRequest.newBuilder(URI.create(CLIENT + path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException away) {
            throw new IllegalStateException("The client does not answer at " + path, away);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was ended", ended);
        }
    }
}
