package org.coincide.client.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedResponsesTest {

    private static final String JSON = "application/json";
    private static final String CATALOGUE = "{\"current\":true,\"products\":[]}";

    private final PublishedResponses published = new PublishedResponses();

    @Test
    void aDescribedResponseIsNoViolation() {
        assertThat(ofTheCatalogue(200, JSON, CATALOGUE)).isEmpty();
        assertThat(ofTheCatalogue(304, null, "")).isEmpty();
    }

    @Test
    void anUndescribedStatusIsAViolation() {
        assertThat(ofTheCatalogue(418, JSON, CATALOGUE)).hasValue("the status is not described");
    }

    @Test
    void anUndescribedContentTypeIsAViolation() {
        assertThat(ofTheCatalogue(200, "text/plain", CATALOGUE))
                .hasValue("the content type text/plain is not described");
    }

    @Test
    void aBodyWithoutARequiredPropertyIsAViolation() {
        assertThat(ofTheCatalogue(200, JSON, "{\"products\":[]}"))
                .get()
                .asString()
                .contains("current");
    }

    private Optional<String> ofTheCatalogue(int status, String contentType, String body) {
        return published.violation("GET", "/api/catalogue", status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}
