package org.coincide.client.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A server's event feed that refuses the first requests, one for each given refusal, and then passes them on. */
public final class BusyFeed implements AutoCloseable {

    /** A response that asks for a pause. */
    public record Refusal(int status, String retryAfter) {}

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final String server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Supplier<Refusal>> refusals;
    private final List<Instant> requests = new CopyOnWriteArrayList<>();
    private final HttpServer listener;

    public BusyFeed(String server, List<Supplier<Refusal>> refusals) throws IOException {
        this.server = server;
        this.refusals = new ConcurrentLinkedQueue<>(refusals);
        this.listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", this::respond);
        listener.start();
    }

    /** Returns a time from now on, as an HTTP date. */
    public static String dateIn(Duration time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(time).atOffset(ZoneOffset.UTC));
    }

    public String address() {
        return "http://127.0.0.1:" + listener.getAddress().getPort();
    }

    /** Returns the times of the requests so far. */
    public List<Instant> requests() {
        return requests;
    }

    private void respond(HttpExchange exchange) throws IOException {
        requests.add(Instant.now());
        var refusal = refusals.poll();
        if (refusal == null) {
            passOn(exchange);
        } else {
            var given = refusal.get();
            exchange.getResponseHeaders().set("Retry-After", given.retryAfter());
            exchange.sendResponseHeaders(given.status(), -1);
        }
        exchange.close();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        listener.stop(0);
    }
}
