package org.coincide.client.handon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/** Sends messages to one receiver by the specification of Standard Webhooks. */
final class WebhookClient implements Receiver {

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_OTHER = 300;

    private final String name;
    private final URI url;
    private final Duration requestTimeout;
    private final WebhookSignature signature;
    private final Clock clock;
    private final HttpClient http;

    WebhookClient(String name, WebhookProperties.Endpoint endpoint, Duration requestTimeout, Clock clock) {
        this.name = name;
        this.url = URI.create(endpoint.url());
        this.requestTimeout = requestTimeout;
        this.signature = new WebhookSignature(endpoint.secret());
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(requestTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Sends a message; any status but 2xx is a failure. The id is the same in each attempt. */
    @Override
    public void send(HandedEvent event) throws IOException, InterruptedException {
        var id = "entry-" + event.number();
        long timestamp = clock.instant().getEpochSecond();
        var response = http.send(
                HttpRequest.newBuilder(url)
                        .timeout(requestTimeout)
                        .header("Content-Type", "application/cloudevents+json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", String.valueOf(timestamp))
                        .header("webhook-signature", signature.of(id, timestamp, event.event()))
                        .POST(HttpRequest.BodyPublishers.ofString(event.event()))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() < FIRST_SUCCESS || response.statusCode() >= FIRST_OTHER) {
            throw new IOException("the receiver responded with status " + response.statusCode());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        // Java's HTTP client ends with its last reference.
    }
}
