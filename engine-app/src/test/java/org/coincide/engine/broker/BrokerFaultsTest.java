package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.SERVER;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.activemq.transport.RequestTimedOutIOException;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.support.TcpProxy;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** The server's connection to an external broker, broken at different points of a transacted send. */
@Timeout(120)
class BrokerFaultsTest {

    private static final Map<String, String> SHORT =
            Map.of("connection.pool", "1", "connection.request-timeout", "500ms", "connection.close-timeout", "500ms");
    private static final Map<String, String> UNLIMITED =
            Map.of("connection.pool", "1", "connection.request-timeout", "1h", "inactivity", "1h");

    /** Three messages need about 7,000 bytes in both directions together. */
    private static final String TEXT = "x".repeat(2_000);

    @TempDir
    Path directory;

    private TestBroker broker;
    private TcpProxy proxy;
    private JmsPoolConnectionFactory pool;

    static Stream<Arguments> faults() {
        ObjLongConsumer<TcpProxy> cut = TcpProxy::cutAfter;
        ObjLongConsumer<TcpProxy> silence = TcpProxy::silenceAfter;
        return Stream.concat(
                LongStream.of(0, 1, 30, 1_000, 6_000, 6_600).mapToObj(bytes -> Arguments.of("cut", bytes, cut)),
                LongStream.of(0, 1, 1_000, 6_000).mapToObj(bytes -> Arguments.of("silent", bytes, silence)));
    }

    @BeforeEach
    void start() {
        broker = TestBroker.inMemory(directory);
        proxy = new TcpProxy(URI.create(broker.url()).getPort());
    }

    @AfterEach
    void stop() {
        pool.stop();
        proxy.close();
        broker.close();
    }

    @ParameterizedTest(name = "{0} after {1} bytes")
    @MethodSource("faults")
    void aBrokenConnectionFailsAndIsReplaced(String name, long bytes, ObjLongConsumer<TcpProxy> fault) {
        JmsTemplate jms = connect(SHORT);
        fault.accept(proxy, bytes);

        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(jms));

        await().until(sending::isDone);
        abort();
        await().untilAsserted(() -> send(jms));
    }

    @Test
    void aCallWithoutResponseTimesOut() {
        JmsTemplate jms = connect(SHORT);
        proxy.silence();

        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(jms));

        await().until(sending::isCompletedExceptionally);
        assertThatThrownBy(sending::join).hasRootCauseInstanceOf(RequestTimedOutIOException.class);
    }

    @Test
    void anotherThreadAbortsACallWithoutALimit() {
        JmsTemplate jms = connect(UNLIMITED);
        proxy.silence();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(jms));
        await().until(() -> proxy.lost() > 0);
        await().during(Duration.ofMillis(500)).until(() -> !sending.isDone());

        abort();

        await().until(sending::isCompletedExceptionally);
        await().untilAsserted(() -> send(jms));
    }

    private JmsTemplate connect(Map<String, String> settings) {
        BrokerProperties properties = TestBroker.properties(settings);
        String url = ExternalBrokerAddress.url("tcp://127.0.0.1:" + proxy.port(), properties);
        pool = new ServerConnectionFactory(properties, url, new Credentials(SERVER, SERVER)).pooled();
        JmsTemplate jms = new JmsTemplate(pool);
        jms.setSessionTransacted(true);
        // On a busy machine the first response can come after the short time-out.
        await().untilAsserted(() -> send(jms));
        return jms;
    }

    /** Does what the relay does after a failure. */
    private void abort() {
        ((AbortableConnectionFactory) pool.getConnectionFactory()).abort();
        pool.clear();
    }

    private static void send(JmsTemplate jms) {
        jms.execute(session -> {
            try (var producer = session.createProducer(session.createQueue(QueueNames.ofClient(ACME)))) {
                for (int message = 0; message < 3; message++) {
                    producer.send(session.createTextMessage(TEXT));
                }
            }
            session.commit();
            return null;
        });
    }
}
