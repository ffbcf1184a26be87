package org.coincide.client.forwarding;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.coincide.client.exchange.RetryAfter;
import org.coincide.client.exchange.TimedExchange;
import org.springframework.http.HttpHeaders;

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

    /** Sends a message; any status but 2xx is a failure, and 429 and 503 can ask for a pause. The id is the same in each attempt. */
    @Override
    public void send(ForwardedEvent event) throws IOException, InterruptedException {
        var response = response(request(event));
        int status = response.statusCode();
        if (status < FIRST_SUCCESS || status >= FIRST_OTHER) {
            throw refusal(status, response.headers().firstValue(HttpHeaders.RETRY_AFTER));
        }
    }

    private IOException refusal(int status, Optional<String> retryAfter) {
        var detail = "the receiver responded with status " + status;
        return RetryAfter.of(status, retryAfter, clock.instant())
                .<IOException>map(pause -> new ReceiverBusyException(detail, pause))
                .orElseGet(() -> new IOException(detail));
    }

    /**
     * Returns the response. A connection that ends without one may have been kept from an earlier message and closed by the receiver
     * meanwhile, so the request is sent once more at once.
     */
    private HttpResponse<Void> response(HttpRequest request) throws IOException, InterruptedException {
        try {
            return sent(request);
        } catch (HttpTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException e) {
            return sent(request);
        }
    }

    private HttpResponse<Void> sent(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private HttpRequest request(ForwardedEvent event) {
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
