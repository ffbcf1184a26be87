package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class InboxLoopTest {

    @Test
    void afterAnErrorTheInboxConnectsAgain() throws JMSException, InterruptedException {
        var properties = properties();
        var state = new BrokerState(properties);
        var connections = mock(ActiveMQConnectionFactory.class);
        var attempts = new CountDownLatch(2);
        when(connections.createConnection()).thenAnswer(call -> {
            attempts.countDown();
            throw new OutOfMemoryError("of a test");
        });
        var loop = new InboxLoop(connections, null, null, null, state, properties);
        var thread = new Thread(loop, "inbox");
        thread.setDaemon(true);
        thread.start();

        assertThat(attempts.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(state.failure()).contains("OutOfMemoryError");

        loop.stop();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private static InboxProperties properties() {
        var pause = Duration.ofMillis(10);
        return new InboxProperties(
                true,
                100,
                pause,
                10,
                pause,
                DataSize.ofMegabytes(1),
                pause,
                pause,
                5,
                Duration.ofSeconds(20),
                Duration.ofMinutes(1));
    }
}
