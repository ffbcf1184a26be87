package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.command.ConnectionId;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.transport.DefaultTransportListener;
import org.apache.activemq.transport.Transport;
import org.apache.activemq.transport.TransportFactory;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.LoopbackClient;
import org.coincide.engine.support.MalformedMessages;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.HealthEndpoint;

/** Attacks that one client or stranger repeats, while the orders of another client close and the operator works. */
@OnHsqldb
@SharedServer
class AttacksUnderLoadIT extends JourneyScenario {

    private static final Duration AT_ONCE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(AttacksUnderLoadIT.class);
    private static final int ORDERS = 3;
    private static final int PAUSE_MILLIS = 5;
    private static final int SLOW_SENDERS = 50;
    private static final int SILENT_SOCKETS = 300;

    private enum Attack {
        MALFORMED_MESSAGES,
        CONNECTION_IDS_OF_OTHERS,
        WRONG_PASSWORDS,
        SLOW_SENDERS,
        SILENT_SOCKETS
    }

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void closeSockets() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void ordersOfOthersCloseMeanwhile(Attack attack) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        ScheduledExecutorService attacker = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> attacks = attacker.scheduleWithFixedDelay(
                () -> {
                    attack(attack);
                    tries.incrementAndGet();
                },
                0,
                PAUSE_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            awaitUntil(() -> assertThat(tries).hasPositiveValue());
            for (int order = 0; order < ORDERS; order++) {
                assertThat(millisecondsToCloseAnOrderOfGlobex()).isLessThan(AT_ONCE.toMillis());
                assertThat(operatorsStock()).isEqualTo(200);
                // A queue whose head waits for a thread of a busy machine is degraded until the thread comes.
                awaitUntil(() -> assertThat(bean(HealthEndpoint.class)
                                .healthForPath("broker")
                                .getStatus()
                                .getCode())
                        .isEqualTo("UP"));
            }
            assertThat(attacks.isDone())
                    .as("an attack that failed ends the attacks")
                    .isFalse();
        } finally {
            attacker.shutdownNow();
        }
        assertThat(millisecondsToCloseAnOrderOfGlobex()).isLessThan(AT_ONCE.toMillis());
    }

    private void attack(Attack attack) {
        try {
            switch (attack) {
                case MALFORMED_MESSAGES -> sendMalformed();
                case CONNECTION_IDS_OF_OTHERS -> logInUnderKnownIds();
                case WRONG_PASSWORDS -> guessPasswords();
                case SLOW_SENDERS -> sendSlowly();
                case SILENT_SOCKETS -> connectAndWait();
            }
        } catch (Exception refused) {
            LOG.debug("The server has refused a try; the next one follows", refused);
        }
    }

    private void sendMalformed() throws Exception {
        for (var malformed : MalformedMessages.all().values()) {
            acme.send("trading.orders", malformed.get());
        }
    }

    /** The id of a connection of the server stands in the messages to a client. */
    private void logInUnderKnownIds() throws Exception {
        String known =
                globex.messageIds().stream().reduce((first, last) -> last).orElse("ID:none-1:1:1:1:1");
        String id = known.substring(0, known.lastIndexOf(':', known.lastIndexOf(':', known.lastIndexOf(':') - 1) - 1));
        for (String password : List.of("guess", secrets.ofClient("acme"))) {
            Transport transport =
                    TransportFactory.connect(URI.create(broker.address().toString()));
            transport.setTransportListener(new DefaultTransportListener());
            transport.start();
            try {
                ConnectionInfo info = new ConnectionInfo(new ConnectionId(id));
                info.setClientId("peer");
                info.setUserName("acme");
                info.setPassword(password);
                transport.request(info, 5_000);
            } finally {
                transport.stop();
            }
        }
    }

    private void guessPasswords() throws IOException {
        Credentials guess = new Credentials(secrets.operator().name(), "guess");
        assertThat(new LoopbackClient("127.0.0.91", port())
                        .get("/engine-rest/engine", basic(guess))
                        .status())
                .isIn(401, 429);
    }

    private void sendSlowly() throws IOException {
        LoopbackClient address = new LoopbackClient("127.0.0.92", port());
        if (sockets.size() < SLOW_SENDERS) {
            Socket socket = address.connect();
            sockets.add(socket);
            socket.getOutputStream()
                    .write("POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }
    }

    private void connectAndWait() throws IOException {
        LoopbackClient address =
                new LoopbackClient("127.0.0.93", broker.address().getPort());
        if (sockets.size() < SILENT_SOCKETS) {
            sockets.add(address.connect());
        }
    }

    private int operatorsStock() throws IOException {
        return new LoopbackClient("127.0.0.94", port())
                .get("/api/operations/stock", basic(secrets.operator()))
                .status();
    }

    private int port() {
        return URI.create(http.getRootUri()).getPort();
    }

    private static String basic(Credentials login) {
        String pair = login.name() + ":" + login.password();
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private long millisecondsToCloseAnOrderOfGlobex() {
        long start = System.nanoTime();
        ObjectNode order = Orders.ordinary();
        globex.order(order);
        awaitUntil(() -> assertThat(globex.statusesOf(reference(order))).isEqualTo("COMPLETED/DELIVERED/PAID"));
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
