package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.coincide.engine.accounts.Credentials;

/** A person's session at Camunda's web applications: requests with session and CSRF token. */
final class CamundaSession {

    private static final String API = "/camunda/api/engine/engine/default";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String address;

    CamundaSession(int port) {
        address = "http://127.0.0.1:" + port;
    }

    /** @return the status of the answer */
    int logIn(Credentials login, String app) throws IOException, InterruptedException {
        return login(login, app).statusCode();
    }

    HttpResponse<String> login(Credentials login, String app) throws IOException, InterruptedException {
        return login("username=" + encoded(login.name()) + "&password=" + encoded(login.password()), app);
    }

    /** Sends the fields of the login's form as they are. */
    HttpResponse<String> login(String form, String app) throws IOException, InterruptedException {
        send(request("/camunda/app/" + app + "/default/").GET());
        return send(request("/camunda/api/admin/auth/user/default/login/" + app)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Requests the engine's API as the web applications do. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(API + path).GET());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(API + path).header("Content-Type", "application/json");
        return send(request.POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(API + path).header("Content-Type", "application/json");
        return send(request.PUT(BodyPublishers.ofString(json)));
    }

    void does(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(path, json);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 204);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
