package org.coincide.client.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.coincide.client.contract.Json;
import org.coincide.client.exchange.RetryAfter;
import org.coincide.client.exchange.TimedExchange;

/** An HTTP client of the running connector. */
final class ConnectorClient {

    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final Duration RESPONSE_TIME = Duration.ofMinutes(2);

    /** A person at a terminal waits for a result; a longer pause is left to the caller. */
    private static final Duration WAIT_AT_MOST = Duration.ofMinutes(2);

    private static final Duration WAIT_AT_LEAST = Duration.ofSeconds(1);

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int UNAUTHORIZED = 401;

    /** Waits before a refused request is sent again. */
    @FunctionalInterface
    interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    /** A response of the connector. */
    record Reply(int status, JsonNode body, Optional<String> total) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    private final TimedExchange http;
    private final URI url;
    private final Optional<String> authorization;
    private final Pause pause;

    /** @param authorization value of the header Authorization */
    ConnectorClient(URI url, Optional<String> authorization, Pause pause) {
        this(url, authorization, RESPONSE_TIME, pause);
    }

    /** @param responseTime maximum time of a request and of its whole response */
    ConnectorClient(URI url, Optional<String> authorization, Duration responseTime, Pause pause) {
        this.pause = pause;
        this.url = url;
        this.authorization = authorization;
        this.http = new TimedExchange(
                HttpClient.newBuilder().connectTimeout(CONNECT_TIME).build(), responseTime);
    }

    Reply get(String path) throws IOException {
        return send(HttpRequest.newBuilder(url.resolve(path)));
    }

    Reply post(String path, String contentType, byte[] body) throws IOException {
        return send(HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Returns the text as part of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Sends a request, and sends it again after the times of Retry-After as long as the connector refuses it for now. */
    private Reply send(HttpRequest.Builder request) throws IOException {
        authorization.ifPresent(login -> request.header("Authorization", login));
        var complete = request.header("Accept", "application/json").build();
        var left = WAIT_AT_MOST;
        try {
            var response = http.send(complete, HttpResponse.BodyHandlers.ofString());
            for (var time = retryAfter(response); time.isPresent(); time = retryAfter(response)) {
                if (time.get().compareTo(left) > 0) {
                    throw new ConnectorBusyException(detail(response.body()), time.get());
                }
                pause.last(time.get());
                left = left.minus(time.get());
                response = http.send(complete, HttpResponse.BodyHandlers.ofString());
            }
            return reply(response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The command was interrupted", e);
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> response) {
        return RetryAfter.of(response.statusCode(), response.headers().firstValue("Retry-After"), CLOCK.instant())
                .map(time -> time.compareTo(WAIT_AT_LEAST) < 0 ? WAIT_AT_LEAST : time);
    }

    private static Reply reply(HttpResponse<String> response) throws IOException {
        if (response.statusCode() == UNAUTHORIZED) {
            throw new LoginRefusedException(detail(response.body()));
        }
        return new Reply(
                response.statusCode(), json(response.body()), response.headers().firstValue("X-Total-Count"));
    }

    private static String detail(String problem) {
        return json(problem).path("detail").asText();
    }

    private static JsonNode json(String body) {
        try {
            return Json.STRICT.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The response is not JSON: is this the connector's address?", e);
        }
    }
}
