package org.coincide.client.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that a receiver closes, as one does that speaks HTTP/1.0 or that was idle for long. */
class WebhookConnectionTest {

    private static final String ACCEPTED = "HTTP/1.0 204 No Content\r\n\r\n";
    private static final String BUSY = "HTTP/1.0 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
    private static final String BODY = "{}";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NEVER_COMPLETE = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

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

    @Test
    @Timeout(60)
    void aResponseThatNeverEndsIsAFailure() throws Exception {
        var client = client(Duration.ofMillis(300), List.of(NEVER_COMPLETE));

        assertThatThrownBy(() -> client.send(event(1))).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    @Timeout(60)
    void aStopInterruptsAResponseThatNeverEnds() throws Exception {
        var client = client(LONG, List.of(NEVER_COMPLETE));
        var failure = new AtomicReference<Throwable>();
        var sender = new Thread(() -> failure.set(catchThrowable(() -> client.send(event(1)))));
        sender.start();
        await().until(() -> received.size() == 1);

        sender.interrupt();
        sender.join();

        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
    }

    @SafeVarargs
    private WebhookClient client(List<String>... connections) throws IOException {
        return client(LONG, connections);
    }

    /** Accepts one connection for each list of responses, and closes it at the first request for which none is left. */
    @SafeVarargs
    private WebhookClient client(Duration requestTimeout, List<String>... connections) throws IOException {
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
        return new WebhookClient("erp", new WebhookProperties.Endpoint(url, SECRET), requestTimeout, Clock.systemUTC());
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

    private static ForwardedEvent event(long number) {
        return new ForwardedEvent(number, Instant.EPOCH, null, BODY);
    }
}
