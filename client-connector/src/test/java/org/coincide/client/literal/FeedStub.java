package org.coincide.client.literal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.coincide.client.contract.Json;
import org.coincide.client.signatures.SigningKey;

/** A stub of {@code GET /api/events}, which answers at once and signs each message when it is read. */
final class FeedStub implements AutoCloseable {

    private final HttpServer http;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile SigningKey key;
    private volatile int expired = -1;
    private volatile int status;
    private volatile String detail;

    FeedStub(SigningKey key) throws IOException {
        this.key = key;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/events", this::answer);
        http.start();
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void publish(List<String> messages) {
        bodies.addAll(messages);
    }

    /** Answers 410 to this cursor. */
    void expire(int cursor) {
        expired = cursor;
    }

    void replaceKey(SigningKey by) {
        key = by;
    }

    void refuse(int with, String text) {
        detail = text;
        status = with;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int after = query.contains("after=") ? Integer.parseInt(query.replaceFirst(".*after=", "")) : -1;
        if (status != 0) {
            respond(exchange, status, Json.STRICT.createObjectNode().put("detail", detail));
        } else if (after >= 0 && after == expired) {
            respond(exchange, 410, Json.STRICT.createObjectNode().put("detail", "Start without a cursor."));
        } else {
            respond(exchange, 200, batch(Math.max(after, 0)));
        }
    }

    private ObjectNode batch(int after) {
        ObjectNode batch = Json.STRICT.createObjectNode().put("next", Integer.toString(Math.max(after, bodies.size())));
        var events = batch.putArray("events");
        for (int index = after; index < bodies.size(); index++) {
            events.addObject()
                    .put("cursor", Integer.toString(index + 1))
                    .put("body", bodies.get(index))
                    .put("signature", key.sign(bodies.get(index)));
        }
        return batch;
    }

    private static void respond(HttpExchange exchange, int status, ObjectNode content) throws IOException {
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
