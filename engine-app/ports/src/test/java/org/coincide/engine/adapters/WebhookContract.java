package org.coincide.engine.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Contract of a webhook. An adapter's test extends this class; each test gets a new instance. Requests that the partner did not sign
 * must have no effect.
 */
public abstract class WebhookContract {

    /** The webhook of the adapter. */
    protected abstract Webhook webhook();

    /** A request as the partner sends it, signed now; each call returns a request about another event. */
    protected abstract WebhookRequest signed();

    /** The headers of a request that {@link #signed} returned, with a signature made long ago; empty if signatures do not age. */
    protected Map<String, List<String>> outdatedHeaders(WebhookRequest request) {
        return Map.of();
    }

    /** The headers of a request that {@link #signed} returned. */
    protected abstract Map<String, List<String>> headersOf(WebhookRequest request);

    /** The number of reports that the webhook has passed to the server. */
    protected abstract int reports();

    @Test
    void aNameIsASegmentOfThePath() {
        assertThat(webhook().name()).matches("[a-z0-9-]+");
    }

    @Test
    void aSignedRequestIsReported() {
        assertThat(webhook().receive(signed()).status()).isBetween(200, 299);
        assertThat(reports()).isEqualTo(1);
    }

    @Test
    void aRequestWithoutSignatureIsRefused() {
        refused(new WebhookRequest(Map.of("Content-Type", List.of("application/json")), signed().body()));
    }

    @Test
    void aChangedBodyIsRefused() {
        WebhookRequest request = signed();
        byte[] changed = request.body();
        changed[changed.length - 1] ^= 1;
        refused(new WebhookRequest(headersOf(request), changed));
    }

    @Test
    void anOutdatedSignatureIsRefused() {
        WebhookRequest request = signed();
        Map<String, List<String>> outdated = outdatedHeaders(request);
        if (!outdated.isEmpty()) {
            refused(new WebhookRequest(outdated, request.body()));
        }
    }

    private void refused(WebhookRequest request) {
        assertThat(webhook().receive(request).status()).isBetween(400, 499);
        assertThat(reports()).isZero();
    }
}
