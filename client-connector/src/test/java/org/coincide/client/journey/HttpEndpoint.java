package org.coincide.client.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.coincide.client.contract.Json;

/** An HTTP client of one process. */
final class HttpEndpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String root;

    HttpEndpoint(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path, String... headers) {
        try {
            return answer(request(path, headers).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws when the process does not answer; the result of the request is then unknown. */
    HttpResponse<String> post(String path, String body, String... headers) throws IOException {
        return answer(request(path, headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** True if GET of this path returns 200. */
    boolean isOk(String path) {
        try {
            return answer(request(path).build()).statusCode() == 200;
        } catch (IOException unreachable) {
            return false;
        }
    }

    /** The status of the health endpoint with the names of the components that are not UP, or that there is no answer. */
    String health() {
        try {
            var response = answer(
                    request("/actuator/health").timeout(Duration.ofSeconds(8)).build());
            var health = Json.STRICT.readTree(response.body());
            List<String> failed = new ArrayList<>();
            health.path("components").properties().forEach(component -> {
                if (!component.getValue().path("status").asText().equals("UP")) {
                    failed.add(component.getKey());
                }
            });
            return health.path("status").asText() + (failed.isEmpty() ? "" : failed);
        } catch (IOException unreachable) {
            return "no answer";
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
