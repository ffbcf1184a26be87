package org.coincide.client.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.time.Instant;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pauses of an outbox whose messages the broker refuses. */
class SendingAttemptsTest {

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final BrokerProperties broker = mock(BrokerProperties.class);
    private SendingAttempts attempts;

    @BeforeEach
    void begin() {
        when(broker.refusedPause()).thenReturn(Duration.ofSeconds(2));
        attempts = new SendingAttempts("orders", Duration.ofMinutes(1), broker, clock);
    }

    @Test
    void nothingIsSentForAWhileAfterARefusal() {
        attempts.failed(new ResourceAllocationException("500 messages"));
        assertThat(attempts.areDue()).isFalse();

        clock.set(Instant.EPOCH.plusSeconds(2));
        assertThat(attempts.areDue()).isTrue();
    }

    @Test
    void aPauseFromTheFutureIsOver() {
        attempts.failed(new ResourceAllocationException("500 messages"));
        clock.set(Instant.EPOCH.minusSeconds(3600));
        assertThat(attempts.areDue()).isTrue();
    }

    @Test
    void aLostConnectionIsTriedAgainAtOnce() {
        attempts.failed(new JMSException("the connection is lost"));
        assertThat(attempts.areDue()).isTrue();
    }
}
