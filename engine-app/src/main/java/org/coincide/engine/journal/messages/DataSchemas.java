package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The values of {@code dataschema}: the identifiers of the contract's schemas, which contain their versions. */
final class DataSchemas {

    private final ObjectMapper json;
    private final Map<String, URI> known = new ConcurrentHashMap<>();

    DataSchemas(ObjectMapper json) {
        this.json = json;
    }

    /** Returns the identifier of the schema of a message, such as {@code processing}. */
    URI of(String name) {
        return known.computeIfAbsent(name, this::read);
    }

    private URI read(String name) {
        String path = "/contract/schemas/" + name + ".json";
        try (InputStream file = DataSchemas.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(
                        "The contract's file " + path + " is not on the class path. Build this jar again.");
            }
            return URI.create(json.readTree(file).path("$comment").asText().replaceFirst("dataschema: ", ""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the contract's file " + path, unreadable);
        }
    }
}
