package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coincide.engine.support.BrokerOperations.receive;
import static org.coincide.engine.support.BrokerOperations.send;
import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.GLOBEX;
import static org.coincide.engine.support.TestBroker.SERVER;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ConnectionId;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.ExceptionResponse;
import org.apache.activemq.transport.DefaultTransportListener;
import org.apache.activemq.transport.Transport;
import org.apache.activemq.transport.TransportFactory;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that want to cut the connections of others, or to leave them no room. */
@Timeout(120)
class AdmissionControlTest {

    private static final int SILENT_SOCKETS = 300;
    /** ActiveMQ itself closes a silent socket after 30 seconds, and then there is room in any case. */
    private static final Duration BEFORE_SILENT_SOCKETS_END = Duration.ofSeconds(25);

    @TempDir
    Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = brokerWith("1m");
    }

    private TestBroker brokerWith(String handshake) {
        return TestBroker.with(
                        directory,
                        Map.of("persistent", "false", "max-connections", "60", "admission.handshake", handshake))
                .started();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aWrongPasswordDoesNotCutTheConnectionOfItsId() throws Exception {
        try (ActiveMQConnection victim = broker.connectAs(ACME)) {
            assertThat(login(idOf(victim), ACME, "guess")).contains("password is invalid");
            assertWorks(victim);
        }
    }

    @Test
    void anotherAccountDoesNotTakeOverAConnectionId() throws Exception {
        try (ActiveMQConnection victim = broker.connectAs(ACME)) {
            assertThat(login(idOf(victim), GLOBEX, GLOBEX)).contains("in use by another account");
            assertWorks(victim);
        }
    }

    @Test
    void aClientDoesNotCutTheServersConnection() throws Exception {
        try (ActiveMQConnection server = serverConnection()) {
            assertThat(login(idOf(server), ACME, ACME)).contains("in use by another account");
            Session session = server.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue("trading.client.acme")).send(session.createTextMessage("news"));
        }
    }

    /** A client knows the id of the connection that sent a message, and can try it as often as it wants. */
    @Test
    void manyLoginsUnderKnownIdsCutNoServerConnection() throws Exception {
        List<ActiveMQConnection> servers = new ArrayList<>();
        try (ActiveMQConnection acme = broker.connectAs(ACME)) {
            for (int i = 0; i < 5; i++) {
                servers.add(serverConnection());
            }
            send(servers.get(0), "trading.client.acme", "news");
            String messageId = receive(acme, "trading.client.acme", 5_000).getJMSMessageID();
            assertThat(messageId).startsWith(idOf(servers.get(0)).getValue());

            for (int i = 0; i < 25; i++) {
                for (ActiveMQConnection server : servers) {
                    // The reason is missing if a later attempt replaces the connection before the reason is read.
                    assertThat(login(idOf(server), ACME, ACME)).isNotEmpty();
                }
            }
            for (ActiveMQConnection server : servers) {
                assertThat(server.isTransportFailed()).isFalse();
                send(server, "trading.client.acme", "more news");
            }
            assertWorks(acme);
        } finally {
            for (ActiveMQConnection server : servers) {
                server.close();
            }
        }
    }

    private ActiveMQConnection serverConnection() throws JMSException {
        ActiveMQConnection connection = (ActiveMQConnection) new ActiveMQConnectionFactory(
                        SERVER, SERVER, broker.broker().vmAddress().toString())
                .createConnection();
        connection.start();
        return connection;
    }

    @Test
    void anAccountTakesOverItsOwnConnectionId() throws Exception {
        ActiveMQConnection stale = broker.connectAs(ACME);

        assertThat(login(idOf(stale), ACME, ACME)).isEmpty();

        await().untilAsserted(() -> assertThat(stale.isTransportFailed()).isTrue());
    }

    /** The broker accepts several connections at a time, so a socket before the client may cut it. The client tries again then. */
    @Test
    void silentSocketsLeaveRoomForClients() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT_SOCKETS; i++) {
                silent.add(connectSilently(broker));
            }
            await().atMost(BEFORE_SILENT_SOCKETS_END)
                    .ignoreExceptionsInstanceOf(JMSException.class)
                    .untilAsserted(() -> {
                        try (ActiveMQConnection client = broker.connectAs(ACME)) {
                            assertWorks(client);
                        }
                    });
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aSilentSocketIsClosedAfterTheHandshakesTime() throws Exception {
        try (TestBroker impatient = brokerWith("1s");
                Socket silent = connectSilently(impatient)) {
            await().atMost(BEFORE_SILENT_SOCKETS_END)
                    .untilAsserted(() -> assertThat(isClosed(silent)).isTrue());
        }
    }

    private static Socket connectSilently(TestBroker broker) throws IOException {
        URI address = broker.broker().address();
        return new Socket(address.getHost(), address.getPort());
    }

    @Test
    void oneAccountCannotTakeAllConnections() throws Exception {
        List<ActiveMQConnection> many = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                many.add(broker.connectAs(ACME));
            }
            assertThatThrownBy(() -> broker.connectAs(ACME))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("has 20 connections");
            try (ActiveMQConnection other = broker.connectAs(GLOBEX)) {
                assertWorks(other);
            }
        } finally {
            for (ActiveMQConnection connection : many) {
                connection.close();
            }
        }
    }

    private static ConnectionId idOf(ActiveMQConnection connection) {
        return connection.getConnectionInfo().getConnectionId();
    }

    private static void assertWorks(ActiveMQConnection connection) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createProducer(session.createQueue("trading.orders")).send(session.createTextMessage("an order"));
        session.close();
    }

    /** Logs in with that connection id; returns the broker's objection, empty if there is none. */
    private String login(ConnectionId id, String user, String password) throws Exception {
        Transport transport = TransportFactory.connect(URI.create(broker.url()));
        transport.setTransportListener(new DefaultTransportListener());
        transport.start();
        try {
            ConnectionInfo info = new ConnectionInfo(id);
            info.setClientId("peer");
            info.setUserName(user);
            info.setPassword(password);
            Object response = transport.request(info, 10_000);
            return response instanceof ExceptionResponse refused
                    ? String.valueOf(refused.getException().getMessage())
                    : "";
        } finally {
            transport.stop();
        }
    }

    /** The broker has sent its greeting, if anything, and then closed. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
