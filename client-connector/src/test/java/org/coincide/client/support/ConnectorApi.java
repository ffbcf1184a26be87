package org.coincide.client.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.coincide.client.contract.Json;

/** An HTTP client of the connector's API. */
public final class ConnectorApi {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;

    public ConnectorApi(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(root + path)).header("Content-Type", contentType);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    public HttpResponse<String> place(JsonNode order) {
        return post("/api/orders", "application/json", order.toString());
    }

    public HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(root + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public HttpResponse<String> head(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    }

    public JsonNode json(String path) {
        return json(get(path));
    }

    public List<JsonNode> list(String path) {
        return StreamSupport.stream(json(path).spliterator(), false).toList();
    }

    /** The trade in the ledger, or a missing node. */
    public JsonNode trade(String tradingId) {
        var answer = get("/api/trades/" + tradingId);
        return answer.statusCode() == 200 ? json(answer) : Json.STRICT.missingNode();
    }

    /** The types of the warnings about a trade, oldest first. */
    public List<String> warnings(String tradingId) {
        return list("/api/warnings").stream()
                .filter(warning -> tradingId.equals(warning.path("tradingId").asText()))
                .map(warning -> warning.get("type").asText())
                .toList();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.STRICT.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
