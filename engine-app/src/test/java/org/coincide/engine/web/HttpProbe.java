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
import org.coincide.engine.support.LoopbackClient;
import org.coincide.engine.support.LoopbackClient.Response;
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

    /** Logs in at Camunda's web applications. */
    static Response logIn(LoopbackClient client, Credentials login) throws IOException {
        Response page = client.get("/camunda/app/cockpit/default/");
        String cookies = String.join(
                "; ",
                page.headers("Set-Cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
        String token = cookies.replaceAll("(?s).*XSRF-TOKEN=([^;]*).*", "$1");
        return client.send(
                "POST",
                "/camunda/api/admin/auth/user/default/login/cockpit",
                "username=" + login.name() + "&password=" + login.password(),
                "Content-Type: application/x-www-form-urlencoded",
                "Cookie: " + cookies,
                "X-XSRF-TOKEN: " + token);
    }

    static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.uri(), answer.body())
                .isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }
}
