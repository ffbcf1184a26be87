package org.coincide.client.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.coincide.client.contract.Json;

/** Changes a message's JSON text. */
final class MessageEditor {

    private MessageEditor() {}

    static String changed(String message, Consumer<ObjectNode> change) {
        try {
            var document = (ObjectNode) Json.STRICT.readTree(message);
            change.accept(document);
            return document.toString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
