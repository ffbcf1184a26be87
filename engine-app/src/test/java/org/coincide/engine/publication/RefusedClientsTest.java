package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jms.UncategorizedJmsException;

/** Clients whose messages the broker refuses, with a first pause of 500 ms and a longest one of 1 s. */
class RefusedClientsTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final RefusedClients clients = new RefusedClients(
            new Binder(new MapConfigurationPropertySource(Map.of("x.max-back-off", "1s")))
                    .bindOrCreate("x", RelayProperties.class),
            nanoTime::get);

    @Test
    void aRefusedClientIsLeftOutForAPause() {
        refuse();
        assertThat(clients.isLeftOut("acme")).isTrue();
        assertThat(clients.isLeftOut("globex")).isFalse();
        pass(500);
        assertThat(clients.isLeftOut("acme")).isFalse();
    }

    @Test
    void thePausesGrowUpToTheLongestOne() {
        refuse();
        refuse();
        pass(999);
        assertThat(clients.isLeftOut("acme")).isTrue();
        pass(1);
        assertThat(clients.isLeftOut("acme")).isFalse();
        refuse();
        pass(1000);
        assertThat(clients.isLeftOut("acme")).isFalse();
    }

    @Test
    void anAcceptedMessageEndsThePauses() {
        refuse();
        refuse();
        clients.accepted("acme");
        assertThat(clients.isLeftOut("acme")).isFalse();
        refuse();
        pass(500);
        assertThat(clients.isLeftOut("acme")).isFalse();
    }

    private void refuse() {
        clients.refused("acme", new UncategorizedJmsException("The queue is full"));
    }

    private void pass(long millis) {
        nanoTime.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
