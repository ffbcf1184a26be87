package org.coincide.client.handon;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import org.coincide.client.exchange.TimedExchange;

/** Sends messages to one receiver by the specification of Standard Webhooks. */
final class WebhookClient implements Receiver {

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_OTHER = 300;

    private final String name;
    private final URI url;
    private final WebhookSignature signature;
    private final Clock clock;
    private final TimedExchange http;

    WebhookClient(String name, WebhookProperties.Endpoint endpoint, Duration requestTimeout, Clock clock) {
        this.name = name;
        this.url = URI.create(endpoint.url());
        this.signature = new WebhookSignature(endpoint.secret());
        this.clock = clock;
        this.http = new TimedExchange(
                HttpClient.newBuilder()
                        .connectTimeout(requestTimeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build(),
                requestTimeout);
    }

    /** Sends a message; any status but 2xx is a failure. The id is the same in each attempt. */
    @Override
    public void send(HandedEvent event) throws IOException, InterruptedException {
        int status = status(request(event));
        if (status < FIRST_SUCCESS || status >= FIRST_OTHER) {
            throw new IOException("the receiver responded with status " + status);
        }
    }

    /**
     * Returns the status of the response. A connection that ends without one may have been kept from an earlier message and closed by the receiver
     * meanwhile, so the request is sent once more at once.
     */
    private int status(HttpRequest request) throws IOException, InterruptedException {
        try {
            return sent(request);
        } catch (HttpTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException e) {
            return sent(request);
        }
    }

    private int sent(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request(HandedEvent event) {
        var id = "entry-" + event.number();
        long timestamp = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/cloudevents+json")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(timestamp))
                .header("webhook-signature", signature.of(id, timestamp, event.event()))
                .POST(HttpRequest.BodyPublishers.ofString(event.event()))
                .build();
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
