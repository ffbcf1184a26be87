package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.coyote.AbstractProtocol;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.LoopbackClient;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Strangers and accounts that do not read their responses, at the address of everybody else: the others work on. */
@WholeServer
class SlowReadersIT extends HttpProbe {

    /** Time for a response. A server that works on needs up to half a minute on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Time after which Tomcat ends an unread response by itself: so late that an unprotected server does not respond in time. */
    private static final Duration WRITE_TIMEOUT = Duration.ofMinutes(10);

    private static final int READERS = 250;
    /** Other requests come from 127.0.0.1: those of the address of an attack are refused by 429 for a moment. */
    private static final String STRANGER = "127.0.0.7";

    private static final int PIPELINED = 100;

    @LocalManagementPort
    int managementPort;

    @Autowired
    ServletWebServerApplicationContext server;

    private final List<Socket> sockets = new ArrayList<>();
    private AbstractProtocol<?> protocol;
    private int timeout;

    @BeforeEach
    void letResponsesWait() {
        protocol = (AbstractProtocol<?>) ((TomcatWebServer) server.getWebServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler();
        timeout = protocol.getConnectionTimeout();
        protocol.setConnectionTimeout((int) WRITE_TIMEOUT.toMillis());
    }

    @AfterEach
    void stopTheAttack() throws IOException {
        protocol.setConnectionTimeout(timeout);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/camunda/lib/deps.js, 1",
        "/docs/ui/swagger-ui-bundle.js, 1",
        "/docs/ui/swagger-ui-bundle.js, 100",
        "/operations/texts/de.json, 100"
    })
    void strangersWhoDoNotReadHinderNobody(String path, int requests) throws Exception {
        attack(port, path, "", requests);

        theOthersWorkOn();
    }

    @Test
    void anAccountThatDoesNotReadHindersNobody() throws Exception {
        attack(port, "/engine-rest/process-definition/key/order/xml", login(secrets.operator()), PIPELINED);

        clientsWorkOn();
    }

    @Test
    void readersOfMetricsDoNotHinderTheProbesOfHealth() throws Exception {
        attack(managementPort, "/actuator/prometheus", "", PIPELINED);

        assertHealth();
    }

    /** Sends requests whose responses nobody reads: they wait in the sockets. */
    private void attack(int at, String path, String headers, int requests) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                .repeat(requests)
                .getBytes(StandardCharsets.ISO_8859_1);
        LoopbackClient stranger = new LoopbackClient(STRANGER, at);
        for (int reader = 0; reader < READERS; reader++) {
            Socket socket = stranger.connect(1);
            sockets.add(socket);
            socket.getOutputStream().write(request);
        }
    }

    private static String login(Credentials account) {
        String pair = account.name() + ":" + account.password();
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private void theOthersWorkOn() throws Exception {
        clientsWorkOn();
        assertServed("/engine-rest/engine", secrets.operator());
        assertServed("/api/operations/stock", secrets.operator());
    }

    private void clientsWorkOn() throws Exception {
        for (int round = 0; round < 2; round++) {
            HttpRequest.Builder order = request("/api/orders", acme())
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Orders.ordinary().toString()));
            assertThat(send(order).statusCode()).isEqualTo(201);
            assertServed("/api/trades", acme());
            assertServed("/operations/index.html", null);
            assertServed("/camunda/app/cockpit/default/", null);
        }
        assertHealth();
    }

    private void assertServed(String path, Credentials login) throws Exception {
        assertThat(send(request(path, login).timeout(PATIENCE)).statusCode())
                .as(path)
                .isEqualTo(200);
    }

    private void assertHealth() throws Exception {
        HttpRequest.Builder health =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health"));
        assertThat(send(health.timeout(PATIENCE)).statusCode()).isEqualTo(200);
    }
}
