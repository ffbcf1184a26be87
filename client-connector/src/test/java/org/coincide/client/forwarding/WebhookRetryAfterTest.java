package org.coincide.client.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.NewEntry;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A receiver that asks for a pause by Retry-After, with the default settings. Three trades have a message each. */
class WebhookRetryAfterTest {

    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final Duration BACK_OFF = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int TRADES = 3;

    private record Refusal(int status, String retryAfter) {}

    private final SettableClock clock = new SettableClock(START);
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    private HttpServer erp;
    private AnnotationConfigApplicationContext context;
    private WebhookClient receiver;

    @BeforeEach
    void start() throws IOException {
        erp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        erp.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            var refusal = refusals.poll();
            if (refusal != null && refusal.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", refusal.retryAfter());
            }
            exchange.sendResponseHeaders(refusal == null ? 204 : refusal.status(), -1);
            exchange.close();
        });
        erp.start();
        context = ForwardingContext.start(
                new WebhookProperties(
                        Map.of(), Duration.ofMillis(500), Duration.ofSeconds(15), BACK_OFF, LIMIT, 100, 1000),
                clock);
        var url = "http://127.0.0.1:" + erp.getAddress().getPort() + "/hook";
        receiver = new WebhookClient("erp", new WebhookProperties.Endpoint(url, SECRET), Duration.ofSeconds(15), clock);
        for (int i = 0; i < TRADES; i++) {
            var body = "{\"data\":{\"tradingId\":\"" + UUID.randomUUID() + "\"}}";
            context.getBean(LedgerEntries.class).append(List.of(new NewEntry(EntryKind.MESSAGE, START, body)));
        }
    }

    @AfterEach
    void stop() {
        context.close();
        erp.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"429 | 120", "503 | 120", "429 | Tue, 24 Nov 2026 09:02:00 GMT"})
    void theReceiverGetsNothingUntilTheTimeIsOver(int status, String retryAfter) throws InterruptedException {
        refusals.add(new Refusal(status, retryAfter));

        sendDue();
        clock.advance(Duration.ofSeconds(119));
        sendDue();
        assertThat(requests).containsExactly("entry-1");

        clock.advance(Duration.ofSeconds(1));
        sendDue();
        assertThat(requests).containsExactly("entry-1", "entry-1", "entry-2", "entry-3");
    }

    @Test
    void aPauseIsAtMostTheLongestOne() throws InterruptedException {
        refusals.add(new Refusal(503, "86400"));

        sendDue();
        clock.advance(LIMIT.minusSeconds(1));
        sendDue();
        assertThat(requests).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        sendDue();
        assertThat(requests).hasSize(1 + TRADES);
    }

    @Test
    void theBackOffIsTheLeastPauseOfTheRefusedMessage() throws InterruptedException {
        refusals.add(new Refusal(429, "1"));

        sendDue();
        clock.advance(Duration.ofSeconds(1));
        sendDue();
        assertThat(requests).containsExactly("entry-1", "entry-2", "entry-3");

        clock.advance(BACK_OFF.minusSeconds(1));
        sendDue();
        assertThat(requests).containsExactly("entry-1", "entry-2", "entry-3", "entry-1");
    }

    @ParameterizedTest
    @CsvSource({"500, 120", "503, soon", "503, -1", "503,"})
    void anotherStatusOrAnUnreadableTimePausesNothing(int status, String retryAfter) throws InterruptedException {
        refusals.add(new Refusal(status, retryAfter));

        sendDue();
        clock.advance(BACK_OFF);
        sendDue();

        assertThat(requests).containsExactly("entry-1", "entry-2", "entry-3", "entry-1");
    }

    @Test
    void theRefusedMessageWaitsAlsoAfterARestart() throws InterruptedException {
        refusals.add(new Refusal(503, "120"));
        sendDue();
        var restarted = new WebhookSender(
                context.getBean(WebhookProperties.class),
                context.getBean(WebhookEvents.class),
                context.getBean(EventFeed.class),
                clock);

        clock.advance(Duration.ofSeconds(119));
        restarted.sendDue(receiver);
        assertThat(requests).containsExactly("entry-1", "entry-2", "entry-3");

        clock.advance(Duration.ofSeconds(1));
        restarted.sendDue(receiver);
        assertThat(requests).containsExactly("entry-1", "entry-2", "entry-3", "entry-1");
    }

    @Test
    void aPauseEndsWhereTheClockWasSetBack() throws InterruptedException {
        refusals.add(new Refusal(503, "120"));
        sendDue();

        clock.set(START.minus(Duration.ofDays(30)));
        sendDue();

        assertThat(requests).hasSize(1 + TRADES);
    }

    private void sendDue() throws InterruptedException {
        context.getBean(WebhookSender.class).sendDue(receiver);
    }
}
