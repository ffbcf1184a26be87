package org.coincide.engine.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.coincide.engine.accounts.Credentials;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Random reports of carrier, payment provider and bank, each by its own login. The results tell if there was anything
 * to report.
 */
final class RandomPartnerReports {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> CARRIER_EVENTS = List.of("ATTEMPT_FAILED", "DELIVERED", "RETURNED", "LOST");
    /** Reports of the provider, true or not. The server must not believe them. */
    private static final List<String> PROVIDER_EVENTS = List.of("CONFIRMED", "REFUSED");

    private record Invoice(String reference, BigDecimal amount, String currency) {}

    private final Random random;
    private final RandomScenario.Server server;

    RandomPartnerReports(Random random, RandomScenario.Server server) {
        this.random = random;
        this.server = server;
    }

    boolean carrierReports(String trade) {
        return say(trade, oneOf(CARRIER_EVENTS));
    }

    void deliver(String trade) {
        say(trade, "DELIVERED");
    }

    boolean providerReports(String trade) {
        post(
                "/api/provider/events",
                server.provider(),
                JSON.createObjectNode()
                        .put("id", UUID.randomUUID().toString())
                        .put("authorization", trade + "/authorize")
                        .put("event", oneOf(PROVIDER_EVENTS)));
        return true;
    }

    boolean bankReportsHalf(String trade) {
        return server
                .jdbc()
                .sql("SELECT reference, amount, currency FROM invoice WHERE trading_id = ?")
                .param(trade)
                .query(Invoice.class)
                .list()
                .stream()
                .findFirst()
                .map(invoice -> {
                    BigDecimal part = invoice.amount().divide(BigDecimal.valueOf(2), 2, RoundingMode.DOWN);
                    post(
                            "/api/bank/payments",
                            server.bank(),
                            JSON.createObjectNode()
                                    .put(
                                            "transactionId",
                                            UUID.randomUUID().toString().substring(0, 30))
                                    .put("reference", invoice.reference())
                                    .put("amount", part.toPlainString())
                                    .put("currency", invoice.currency()));
                    return true;
                })
                .orElse(false);
    }

    private boolean say(String trade, String event) {
        List<String> parcels = server.jdbc()
                .sql("SELECT tracking_number FROM consignment WHERE trading_id = ? AND tracking_number IS NOT NULL")
                .param(trade)
                .query(String.class)
                .list();
        if (parcels.isEmpty()) {
            return false;
        }
        post(
                "/api/carrier/events",
                server.carrier(),
                JSON.createObjectNode()
                        .put("id", UUID.randomUUID().toString())
                        .put("trackingNumber", oneOf(parcels))
                        .put("event", event)
                        .put("at", Clock.systemUTC().instant().toString()));
        return true;
    }

    private void post(String path, Credentials login, JsonNode body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        server.http()
                .withBasicAuth(login.name(), login.password())
                .postForEntity(path, new HttpEntity<>(body.toString(), headers), String.class);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
