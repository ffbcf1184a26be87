package org.coincide.engine.journal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The last message of a trade, without its contents.
 *
 * @param order the order's status in the message; likewise the others
 */
public record LastMessage(long sequence, String order, String delivery, String payment) {

    static LastMessage of(long sequence, JsonNode data) {
        JsonNode statuses = data.has("statuses") ? data.path("statuses") : data;
        return new LastMessage(
                sequence,
                statuses.path("order").asText(),
                statuses.path("delivery").asText(),
                statuses.path("payment").asText());
    }
}
