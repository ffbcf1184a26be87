package org.coincide.engine.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.coincide.engine.journal.BodyDigest;
import org.coincide.engine.journal.Journal.RestoredMessage;

/**
 * A message of a trade as a client has stored it.
 *
 * @param data the data of the message, without its envelope
 * @param traceParent the message's position in the trade's trace; null if it names none
 */
record StoredMessage(
        String tradingId, String type, RestoredMessage message, String digest, JsonNode data, String traceParent) {

    /**
     * Reads a message.
     *
     * @throws RuntimeException if the event is no message of a trade
     */
    static StoredMessage of(String body, JsonNode event) {
        JsonNode data = event.path("data");
        return new StoredMessage(
                data.path("tradingId").asText(),
                event.path("type").asText(),
                new RestoredMessage(
                        Long.parseLong(event.path("sequence").asText()),
                        event.path("id").asText(),
                        time(event.path("time")),
                        body),
                BodyDigest.of(body),
                data,
                event.path("traceparent").asText(null));
    }

    static boolean isOfTrade(JsonNode event) {
        String type = event.path("type").asText();
        return type.equals("trading.information.v1") || type.equals("trading.processing.v1");
    }

    boolean isInformation() {
        return type.equals("trading.information.v1");
    }

    long sequence() {
        return message.sequence();
    }

    String previousDigest() {
        return data.path("previousDigest").asText(null);
    }

    static Instant time(JsonNode text) {
        return OffsetDateTime.parse(text.asText()).toInstant();
    }
}
