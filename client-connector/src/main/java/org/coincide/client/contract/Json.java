package org.coincide.client.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.jackson.JsonFormat;
import org.coincide.client.json.ExactDecimals;
import org.coincide.client.json.ExactIntegers;

/** Strict JSON: one document, no duplicate key, exact decimals, bounded size. */
public final class Json {

    /**
     * Refuses ambiguous documents (duplicate keys, trailing content) and documents that exhaust a reader (nesting, long
     * strings, long numbers).
     */
    public static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(64 * 1024)
                            .maxNameLength(1024)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A later minor version can add properties. They stay in the body, which is stored unchanged.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(JsonFormat.getCloudEventJacksonModule())
            .addModule(new ExactDecimals())
            .addModule(new ExactIntegers())
            .build();

    private Json() {}
}
