package org.coincide.client.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Identifiers found in a message that does not fit the contract: unverified, for people only. Each may be null. */
public record UnverifiedHeader(String tradingId, Long sequence, String eventSource, String eventId) {

    public static final UnverifiedHeader EMPTY = new UnverifiedHeader(null, null, null, null);

    private static final Pattern TRADING_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,10}");

    /** Reads the identifiers of a text; none if it is not strict JSON. */
    public static UnverifiedHeader of(String text) {
        try {
            return StorableText.isStorable(text) ? of(Json.STRICT.readTree(text)) : EMPTY;
        } catch (JsonProcessingException e) {
            return EMPTY;
        }
    }

    static UnverifiedHeader of(JsonNode document) {
        var tradingId = matching(document.path("data").path("tradingId"), TRADING_ID);
        var sequence = matching(document.path("sequence"), SEQUENCE);
        return new UnverifiedHeader(
                tradingId == null ? matching(document.path("subject"), TRADING_ID) : tradingId,
                sequence == null ? null : Long.valueOf(sequence),
                document.path("source").textValue(),
                document.path("id").textValue());
    }

    /** The identifiers of a text that is no strict JSON, and so names no server. */
    UnverifiedHeader withoutSource() {
        return new UnverifiedHeader(tradingId, sequence, null, eventId);
    }

    private static String matching(JsonNode node, Pattern pattern) {
        return node.isTextual() && pattern.matcher(node.textValue()).matches() ? node.textValue() : null;
    }
}
