package org.coincide.engine.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.coincide.engine.accounts.Credentials;

/** A browser's requests to the operators' API: by session and CSRF token, as the operators' pages send them. */
final class OperatorSession {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String address;
    private String token = "";

    OperatorSession(String address) {
        this.address = address;
    }

    /** An answer; its body is missing if it is no JSON. */
    record Answer(int status, JsonNode body) {

        String detail() {
            return body.path("detail").asText();
        }
    }

    /** @return the status of the answer */
    int logIn(Credentials login) {
        Answer answer = send(
                "POST",
                "/api/operations/session",
                JSON.createObjectNode()
                        .put("name", login.name())
                        .put("password", login.password())
                        .toString());
        if (answer.status() == 204) {
            token = get("/api/operations/session").body().path("token").asText();
        }
        return answer.status();
    }

    void forgetToken() {
        token = "";
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("X-CSRF-TOKEN", token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body().startsWith("{") || answer.body().startsWith("[")
                            ? JSON.readTree(answer.body())
                            : MissingNode.getInstance());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
