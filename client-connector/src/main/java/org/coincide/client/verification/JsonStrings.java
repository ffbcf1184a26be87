package org.coincide.client.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads JSON arrays of strings. */
final class JsonStrings {

    private JsonStrings() {}

    static Set<String> set(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
