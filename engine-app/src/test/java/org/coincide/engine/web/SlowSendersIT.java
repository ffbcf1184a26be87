package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.coincide.engine.support.LoopbackClient;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** Strangers who send their requests slowly, from the address of everybody else: the others work on. */
@WholeServer
class SlowSendersIT extends HttpProbe {

    private static final Duration ATTACK_GOES_ON = Duration.ofSeconds(10);
    private static final int SENDERS = 250;

    @LocalManagementPort
    int managementPort;

    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
    private LoopbackClient stranger;

    @BeforeEach
    void findTheServer() throws IOException {
        stranger = new LoopbackClient("127.0.0.1", port);
    }

    @AfterEach
    void stopTheAttack() throws IOException {
        drip.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /hooks/any HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n",
                "POST /hooks/any HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n",
                "POST /hooks/any HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n30000\r\n",
                "POST /hooks/any HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /camunda/api/admin/auth/user/default/login/cockpit HTTP/1.1\r\nHost: x\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200000\r\n\r\nusername=",
                "POST /api/orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 200000\r\n\r\n",
                "PUT /hooks/any HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 200000\r\n\r\n",
                "POST /hooks/any HTTP/1.1\r\nHost: x\r\nX-Slow: "
            })
    void slowSendersHinderNobody(String request) throws Exception {
        for (int sender = 0; sender < SENDERS; sender++) {
            Socket socket = stranger.connect();
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            sockets.add(socket);
        }
        drip.scheduleWithFixedDelay(this::sendAByteEach, 500, 500, TimeUnit.MILLISECONDS);

        theOthersWorkOn();
    }

    @Test
    void slowSendersDoNotHinderTheProbesOfHealth() throws Exception {
        LoopbackClient management = new LoopbackClient("127.0.0.1", managementPort);
        for (int sender = 0; sender < SENDERS; sender++) {
            Socket socket = management.connect();
            socket.getOutputStream()
                    .write("POST /actuator/health HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            sockets.add(socket);
        }
        HttpRequest.Builder health =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health"));
        assertThat(send(health.timeout(ATTACK_GOES_ON)).statusCode()).isEqualTo(200);
    }

    /** The unfinished requests end by themselves, and their threads and connections are free again. */
    @Test
    void anUnfinishedBodyIsRefusedAfterATime() throws Exception {
        try (Socket socket = stranger.connect()) {
            socket.getOutputStream()
                    .write("POST /hooks/any HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1234"
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json");
        }
    }

    @Test
    void silentSocketsHinderNobody() throws Exception {
        for (int sender = 0; sender < 600; sender++) {
            sockets.add(stranger.connect());
        }
        // More connections than an address can have: the oldest are closed at once.
        assertThat(sockets.get(0).getInputStream().read()).isEqualTo(-1);
        sockets.get(sockets.size() - 1).setSoTimeout(200);
        assertThatThrownBy(
                        () -> sockets.get(sockets.size() - 1).getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        theOthersWorkOn();
    }

    private void sendAByteEach() {
        for (Socket socket : sockets) {
            try {
                socket.getOutputStream().write('1');
            } catch (IOException refused) {
                // The server has ended this request.
            }
        }
    }

    private void theOthersWorkOn() throws Exception {
        clientsAndOperatorsWorkOn();
        assertThat(send(request("/camunda/app/cockpit/default/", null).timeout(ATTACK_GOES_ON))
                        .statusCode())
                .isEqualTo(200);
    }

    private void clientsAndOperatorsWorkOn() throws Exception {
        for (int round = 0; round < 3; round++) {
            assertThat(send(request("/api/trades", acme()).timeout(ATTACK_GOES_ON))
                            .statusCode())
                    .isEqualTo(200);
            HttpRequest.Builder order = request("/api/orders", acme())
                    .timeout(ATTACK_GOES_ON)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Orders.ordinary().toString()));
            assertThat(send(order).statusCode()).isEqualTo(201);
            assertThat(send(request("/engine-rest/engine", secrets.operator()).timeout(ATTACK_GOES_ON))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
