package org.coincide.client.exchange;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Exchanges with a limit for the whole of it: the time-out of a request of Java's HTTP client ends with the headers of the response. */
public final class TimedExchange {

    private final HttpClient http;
    private final Duration limit;

    /** @param limit maximum time of an exchange, from the connection to the end of the response's body */
    public TimedExchange(HttpClient http, Duration limit) {
        this.http = http;
        this.limit = limit;
    }

    /**
     * Sends a request and reads the whole response; closes the connection of an exchange that is not complete in time.
     *
     * @throws HttpTimeoutException if the exchange takes too long
     * @throws InterruptedException if this thread was interrupted; the exchange is cancelled
     */
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        var exchange = http.sendAsync(request, body);
        try {
            return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the response was not complete after " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    /** A failure keeps its type, by which a caller decides. */
    private static IOException failure(Throwable cause) {
        if (cause instanceof IOException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        return new IOException(cause);
    }
}
