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
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.Json;
import org.coincide.client.exchange.TimedExchange;

/** An HTTP client of the running connector. */
final class ConnectorClient {

    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final Duration RESPONSE_TIME = Duration.ofMinutes(2);

    /** Unauthorized; too many wrong passwords. */
    private static final Set<Integer> NO_LOGIN = Set.of(401, 429);

    /** A response of the connector. */
    record Reply(int status, JsonNode body, Optional<String> total) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    private final TimedExchange http;
    private final URI url;
    private final Optional<String> authorization;

    /** @param authorization value of the header Authorization */
    ConnectorClient(URI url, Optional<String> authorization) {
        this(url, authorization, RESPONSE_TIME);
    }

    /** @param responseTime maximum time of a request and of its whole response */
    ConnectorClient(URI url, Optional<String> authorization, Duration responseTime) {
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

    private Reply send(HttpRequest.Builder request) throws IOException {
        authorization.ifPresent(login -> request.header("Authorization", login));
        try {
            var response = http.send(
                    request.header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofString());
            if (NO_LOGIN.contains(response.statusCode())) {
                throw new LoginRefusedException(
                        json(response.body()).path("detail").asText());
            }
            return new Reply(
                    response.statusCode(),
                    json(response.body()),
                    response.headers().firstValue("X-Total-Count"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The command was interrupted", e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return Json.STRICT.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The response is not JSON: is this the connector's address?", e);
        }
    }
}
