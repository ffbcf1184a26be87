package org.coincide.engine.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import org.coincide.engine.support.SchemaField;

/**
 * An entrance of the server for messages in JSON: an endpoint, or one message type of a queue.
 *
 * @param example valid message
 * @param fields numbers and texts of the message, from its schema
 * @param sender sends messages one after the other; returns the answer to each
 */
record MessageEntryPoint(
        String name, JsonNode example, List<SchemaField> fields, Function<List<String>, List<Answer>> sender) {

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    /**
     * The server's answer to a message.
     *
     * @param status HTTP status; of a queue, 202 or 400
     * @param text problem or refusal
     */
    record Answer(int status, String text) {

        boolean isAccepted() {
            return status < FIRST_ERROR;
        }

        boolean isRefused() {
            return status >= FIRST_ERROR && status < FIRST_SERVER_ERROR && !text.isBlank();
        }
    }

    List<Answer> send(List<String> messages) {
        return sender.apply(messages);
    }

    @Override
    public String toString() {
        return name;
    }
}
