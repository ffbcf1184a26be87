package org.coincide.client.handon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that a receiver closes, as one does that speaks HTTP/1.0 or that was idle for long. */
class WebhookConnectionTest {

    private static final String ACCEPTED = "HTTP/1.0 204 No Content\r\n\r\n";
    private static final String BUSY = "HTTP/1.0 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
    private static final String BODY = "{}";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private ServerSocket listener;

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void aMessageIsSentAgainWhereTheReceiverHasClosedTheConnection() throws Exception {
        var client = client(List.of(ACCEPTED), List.of(ACCEPTED));

        client.send(event(1));
        client.send(event(2));

        assertThat(received).containsExactly("entry-1", "entry-2", "entry-2");
    }

    @Test
    void aReceiverThatNeverRespondsGetsTwoRequests() throws Exception {
        var client = client(List.of(), List.of(), List.of());

        assertThatThrownBy(() -> client.send(event(1))).isInstanceOf(IOException.class);

        assertThat(received).containsExactly("entry-1", "entry-1");
    }

    @Test
    void aResponseWithAnotherStatusIsNotAskedForAgain() throws Exception {
        var client = client(List.of(BUSY), List.of(ACCEPTED));

        assertThatThrownBy(() -> client.send(event(1))).hasMessageContaining("503");

        assertThat(received).containsExactly("entry-1");
    }

    /** Accepts one connection for each list of responses, and closes it at the first request for which none is left. */
    @SafeVarargs
    private WebhookClient client(List<String>... connections) throws IOException {
        listener = new ServerSocket(0, connections.length, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> {
            for (var responses : connections) {
                try (var connection = listener.accept()) {
                    respond(connection, new ArrayDeque<>(responses));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        var url = "http://127.0.0.1:" + listener.getLocalPort() + "/hook";
        return new WebhookClient(
                "erp", new WebhookProperties.Endpoint(url, SECRET), Duration.ofSeconds(20), Clock.systemUTC());
    }

    private void respond(Socket connection, Queue<String> responses) throws IOException {
        do {
            received.add(idOfRequest(connection.getInputStream()));
            if (!responses.isEmpty()) {
                connection.getOutputStream().write(responses.peek().getBytes(StandardCharsets.US_ASCII));
            }
        } while (responses.poll() != null);
    }

    private static String idOfRequest(InputStream input) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf(BODY) < 0) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("The connection was closed.");
            }
            request.append((char) next);
        }
        return request.toString()
                .lines()
                .filter(line -> line.startsWith("webhook-id: "))
                .map(line -> line.substring("webhook-id: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static HandedEvent event(long number) {
        return new HandedEvent(number, Instant.EPOCH, null, BODY);
    }
}
