package org.coincide.engine.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Reads evidence files of clients. They contain whole messages as strings, so they exceed the limits of other JSON;
 * {@code coincide.input.evidence-limit} limits their size.
 */
@Component
class EvidenceReader {

    private static final long ANY_LENGTH = -1;

    private final ObjectMapper json;

    EvidenceReader(ObjectMapper json) {
        StreamReadConstraints constraints = json.getFactory()
                .streamReadConstraints()
                .rebuild()
                .maxStringLength(Integer.MAX_VALUE)
                .maxDocumentLength(ANY_LENGTH)
                .build();
        JsonFactory factory = json.getFactory().copy().setStreamReadConstraints(constraints);
        this.json = json.copyWith(factory);
    }

    /**
     * Reads the body of a request.
     *
     * @throws HttpMessageNotReadableException if the body is not JSON
     */
    JsonNode read(HttpServletRequest request) {
        try {
            return json.readTree(request.getInputStream());
        } catch (IOException unreadable) {
            throw new HttpMessageNotReadableException(
                    "The evidence cannot be read", unreadable, new ServletServerHttpRequest(request));
        }
    }
}
