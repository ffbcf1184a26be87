package org.coincide.engine.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends HTTP requests unchanged, from an address of its own on this machine. Each request has its own connection. */
public final class LoopbackClient {

    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final InetAddress address;
    private final int port;

    /** @param address one of 127.0.0.0/8 */
    public LoopbackClient(String address, int port) throws IOException {
        this.address = InetAddress.getByName(address);
        this.port = port;
    }

    /** A connection that nothing has been sent on. */
    public Socket connect() throws IOException {
        return connect(0);
    }

    /** A connection with a receive buffer of this size; 0 for the system's default. */
    public Socket connect(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        return socket;
    }

    public Response get(String path, String... headers) throws IOException {
        return send("GET", path, "", headers);
    }

    public Response send(String method, String path, String body, String... headers) throws IOException {
        return send(method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n"
                + Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat)
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
                + "Connection: close\r\n\r\n" + body);
    }

    /** Sends the text as it is. */
    public Response send(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new Response(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A response as text. */
    public record Response(String text) {

        /** The status; 0 of a response to HTTP/0.9, which has none. */
        public int status() {
            if (!text.startsWith("HTTP/")) {
                return 0;
            }
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        public Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        public List<String> headers(String name) {
            return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")))
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }
}
