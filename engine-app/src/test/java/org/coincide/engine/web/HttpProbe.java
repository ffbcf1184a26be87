package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.camunda.bpm.engine.IdentityService;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.Credentials;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sends HTTP requests to the server. */
abstract class HttpProbe {

    static final HttpClient BROWSER = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    AccountSecrets secrets;

    @Autowired
    IdentityService identities;

    Credentials acme() {
        return new Credentials("acme", secrets.ofClient("acme"));
    }

    HttpResponse<String> get(String path, Credentials login) throws IOException, InterruptedException {
        return send(request(path, login));
    }

    HttpResponse<String> post(String path, Credentials login, String body) throws IOException, InterruptedException {
        return send(path, login, BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(String path, Credentials login, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return send(
                request(path, login).header("Content-Type", "application/json").POST(body));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return BROWSER.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, Credentials login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (login != null) {
            String pair = login.name() + ":" + login.password();
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes()));
        }
        return request;
    }

    static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.uri(), answer.body())
                .isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }
}
