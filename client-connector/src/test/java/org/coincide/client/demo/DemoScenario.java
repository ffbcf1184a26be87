package org.coincide.client.demo;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.coincide.client.support.Login;

/** The course of the demo: four orders, then two forged messages. */
final class DemoScenario {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final DemoSettings settings;
    private final Properties accounts;
    private final Login login;
    private int run = 1;

    DemoScenario(DemoSettings settings, Properties accounts, Login login) {
        this.settings = settings;
        this.accounts = accounts;
        this.login = login;
    }

    void play() throws Exception {
        while (isPlaced(reference("tea"))) {
            run++;
        }
        String ordinary = place("tea", "TEA-EARL-GREY-100", 3, "12.50", "CARD", "tok_ok");
        String declined = place("declined", "TEA-SENCHA-100", 1, "15.20", "CARD", "tok_declined");
        String missing = place("sold-out", "SET-ANNIVERSARY", 1, "129.00", "CARD", "tok_ok");
        String invoice = place("invoice", "CUP-PORCELAIN", 6, "4.90", "INVOICE", null);
        awaitClosed(List.of(ordinary));
        int warnings = get("/api/warnings").size();
        try (ForgedMessageSender forged = new ForgedMessageSender(settings.brokerUrl(), accounts)) {
            Demo.print("");
            Demo.print("A forged message without a signature arrives on the client's queue …");
            forged.sendUnsigned();
            awaitWarnings(warnings + 1);
            Demo.print("");
            Demo.print("… and one about " + ordinary + ", signed with a key that the client does not pin.");
            forged.sendForeignSignature(trade(ordinary), lastMessage(trade(ordinary)));
            awaitWarnings(warnings + 2);
        }
        Demo.print("");
        Demo.print("Neither message changed the ledger. The other orders continue:");
        Demo.print("");
        awaitClosed(List.of(declined, missing, invoice));
    }

    /** Short, for the line to fit a terminal, and new in each run. */
    private String reference(String name) {
        return "DEMO-" + run + "-" + name;
    }

    private boolean isPlaced(String reference) {
        return send("/api/orders/" + reference).statusCode() == 200;
    }

    private String place(String name, String sku, int quantity, String price, String method, String token)
            throws Exception {
        ObjectNode order =
                json.createObjectNode().put("orderReference", reference(name)).put("currency", "EUR");
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
                HttpRequest.newBuilder(URI.create(settings.client().url() + "/api/orders"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", login.authorization())
                        .POST(HttpRequest.BodyPublishers.ofString(order.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new DemoException("The client did not accept the order: " + answer.body());
        }
        return order.path("orderReference").asText();
    }

    private void awaitClosed(List<String> references) {
        awaitThat(
                "The client's ledger did not show " + String.join(", ", references) + " as closed",
                () -> references.stream()
                        .allMatch(reference -> find(reference).path("closed").asBoolean()));
    }

    private void awaitWarnings(int count) {
        awaitThat(
                "The client did not show a warning", () -> get("/api/warnings").size() >= count);
    }

    private void awaitThat(String otherwise, Callable<Boolean> condition) {
        try {
            await().atMost(settings.timeout()).until(condition);
        } catch (ConditionTimeoutException late) {
            throw settings.timedOut(otherwise, "data/server.log and data/client.log");
        }
    }

    private JsonNode trade(String reference) {
        return get("/api/trades/" + find(reference).path("tradingId").asText());
    }

    private String lastMessage(JsonNode trade) {
        return send("/api/trades/" + trade.path("tradingId").asText() + "/history/"
                        + trade.path("sequence").asLong())
                .body();
    }

    private JsonNode find(String reference) {
        return StreamSupport.stream(get("/api/trades").spliterator(), false)
                .filter(trade -> trade.path("orderReference").asText().equals(reference))
                .findFirst()
                .orElse(json.missingNode());
    }

    private JsonNode get(String path) {
        try {
            return json.readTree(send(path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(settings.client().url() + path))
                            .header("Authorization", login.authorization())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DemoException("The client does not answer at " + path + ". See data/client.log.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("The demo was interrupted.", e);
        }
    }
}
