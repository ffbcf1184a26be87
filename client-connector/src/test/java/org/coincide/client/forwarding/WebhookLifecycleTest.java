package org.coincide.client.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebhookLifecycleTest {

    private static final WebhookProperties PROPERTIES = new WebhookProperties(
            Map.of(
                    "erp",
                    new WebhookProperties.Endpoint(
                            "https://erp.example.org/", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            Duration.ofMillis(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            100,
            1000);

    @Test
    void anErrorDoesNotEndTheForwarding() throws InterruptedException {
        var sender = mock(WebhookSender.class);
        var later = new CountDownLatch(1);
        when(sender.sendDue(any())).thenThrow(new OutOfMemoryError("of a test")).thenAnswer(call -> {
            later.countDown();
            return 0;
        });
        var lifecycle = new WebhookLifecycle(
                PROPERTIES,
                new ForwardingQueueProperties(null, "", "", "coincide.trades", Duration.ofSeconds(15)),
                sender,
                Clock.systemUTC());

        lifecycle.start();

        assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
        lifecycle.stop();
    }
}
