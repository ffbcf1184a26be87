package org.coincide.engine.publication;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The attributes of a CloudEvent, as its JSON has them. The data is skipped: to make an event of the CloudEvents SDK takes longer than to sign
 * the message.
 *
 * @param texts texts by names, extensions included
 */
record EventAttributes(Map<String, String> texts) {

    private static final JsonFactory JSON = new JsonFactory();

    EventAttributes {
        texts = Collections.unmodifiableMap(texts);
    }

    /** Reads the attributes of an event in JSON. */
    static EventAttributes of(String body) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("data")) {
                    if (body.endsWith("}}")) {
                        // No attribute is an object, so an event that ends with one has no attribute after its data.
                        break;
                    }
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    texts.put(name, parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A message of the journal is not JSON", e);
        }
        return new EventAttributes(texts);
    }

    String type() {
        return texts.get("type");
    }

    String subject() {
        return texts.get("subject");
    }

    /** The context of the trace; null for none. */
    String traceparent() {
        return texts.get("traceparent");
    }
}
