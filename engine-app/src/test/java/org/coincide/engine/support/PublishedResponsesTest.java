package org.coincide.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedResponsesTest {

    private static final String JSON = "application/json";
    private static final String SESSION = "{\"name\":\"operator\",\"token\":null}";

    private final PublishedResponses published = new PublishedResponses();

    @Test
    void aDescribedResponseIsNoViolation() {
        assertThat(ofTheSession(200, JSON, SESSION)).isEmpty();
    }

    @Test
    void anUndescribedStatusIsAViolation() {
        assertThat(ofTheSession(418, JSON, SESSION)).hasValue("the status is not described");
    }

    @Test
    void anUndescribedContentTypeIsAViolation() {
        assertThat(ofTheSession(200, "text/plain", SESSION)).hasValue("the content type text/plain is not described");
    }

    @Test
    void aMissingBodyIsAViolation() {
        assertThat(ofTheSession(200, null, "")).hasValue("the content type null is not described");
    }

    @Test
    void aBodyWithoutARequiredPropertyIsAViolation() {
        assertThat(ofTheSession(200, JSON, "{\"name\":\"operator\"}"))
                .get()
                .asString()
                .contains("token");
    }

    @Test
    void anUndescribedOperationIsAViolation() {
        assertThat(published.violation("GET", "/api/secret", 200, JSON, SESSION.getBytes(StandardCharsets.UTF_8)))
                .hasValue("no OpenAPI file describes the operation");
    }

    private Optional<String> ofTheSession(int status, String contentType, String body) {
        return published.violation(
                "GET", "/api/operations/session", status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}
