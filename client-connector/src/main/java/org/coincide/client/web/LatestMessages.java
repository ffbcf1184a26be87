package org.coincide.client.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.coincide.client.contract.Json;
import org.coincide.client.ledger.HistoryEntry;

/**
 * The parts of a trade's latest messages that the ledger stores nowhere else. Verified as parts of their messages.
 *
 * @param shipments the parcels, with contents, carrier and tracking number
 * @param invoices the invoices to pay by transfer; null for payment by card
 * @param due promised and required times, by lifecycle; null if none is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LatestMessages(
        JsonNode shipments,
        JsonNode invoices,
        JsonNode due,
        JsonNode shipTo,
        String paymentMethod,
        String requestedDelivery) {

    private static final String INFORMATION = "trading.information.v1";

    static LatestMessages of(List<HistoryEntry> entries) {
        var information = latest(entries, true);
        var processing = latest(entries, false);
        return new LatestMessages(
                processing.get("shipments"),
                processing.get("invoices"),
                processing.get("due"),
                information.get("shipTo"),
                information.at("/payment/method").textValue(),
                information.path("requestedDelivery").textValue());
    }

    /** The actor of a change; null for trading information. */
    static JsonNode actor(HistoryEntry entry) {
        return data(entry).get("actor");
    }

    private static JsonNode latest(List<HistoryEntry> entries, boolean information) {
        return entries.stream()
                .filter(entry -> entry.eventType().equals(INFORMATION) == information)
                .reduce((earlier, later) -> later)
                .map(LatestMessages::data)
                .orElseGet(Json.STRICT::createObjectNode);
    }

    private static JsonNode data(HistoryEntry entry) {
        try {
            return Json.STRICT.readTree(entry.body()).path("data");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The ledger contains a message that is not JSON", e);
        }
    }
}
