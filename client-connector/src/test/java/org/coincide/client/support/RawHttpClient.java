package org.coincide.client.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends malformed HTTP requests, which an ordinary client refuses to send. */
public final class RawHttpClient {

    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final int port;

    public RawHttpClient(int port) {
        this.port = port;
    }

    /** Sends the text unchanged; returns the whole response. */
    public String send(String request) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
