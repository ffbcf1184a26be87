package org.coincide.client.forwarding;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.NewEntry;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A receiver fails for ten minutes of the clock, with the default settings, while trades go on and another receiver works. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookOutageTest {

    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int TRADES = 20;
    private static final int MESSAGES = 5;
    private static final WebhookProperties DEFAULTS = new WebhookProperties(
            Map.of(), Duration.ofMillis(500), TIMEOUT, Duration.ofSeconds(5), Duration.ofMinutes(10), 100, 1000);

    private final SettableClock clock = new SettableClock(START);
    private final List<String> trades = IntStream.range(0, TRADES)
            .mapToObj(i -> UUID.randomUUID().toString())
            .toList();

    private AnnotationConfigApplicationContext context;
    private WebhookSender sender;

    /** Behaviour of the receiver until its outage ends. */
    private enum Fault {
        /** Nobody listens. */
        DOWN,
        /** Takes the message and responds too late, so that it arrives again. */
        SLOW,
        /** Responds with 500. */
        ERROR
    }

    @BeforeEach
    void start() {
        context = ForwardingContext.start(DEFAULTS, clock);
        sender = context.getBean(WebhookSender.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @ParameterizedTest
    @EnumSource
    void everythingArrivesInOrderAfterTenMinutes(Fault fault) throws InterruptedException {
        var failing = new FailingReceiver("erp", fault);
        var working = new FailingReceiver("archive", null);
        for (int message = 0; message < MESSAGES; message++) {
            trades.forEach(this::append);
            passUntil(START.plus(OUTAGE.dividedBy(MESSAGES).multipliedBy(message + 1L)), failing, working);
        }
        assertArrived(working);
        assertThat(failing.requests).hasSizeLessThan(TRADES * 10);

        passUntil(clock.instant().plus(DEFAULTS.retryAtMost()), failing, working);

        assertArrived(failing);
        assertThat(context.getBean(WebhookEvents.class).failures(List.of("erp", "archive"), 1))
                .isEmpty();
        assertThat(context.getBean(WebhookEvents.class).waiting("erp")).isZero();
    }

    @Test
    void repeatedFailuresAreCountedAndLoggedOnce(CapturedOutput output) throws InterruptedException {
        trades.forEach(this::append);
        assertThat(figures()).containsExactly(0.0, 0.0);
        var down = new FailingReceiver("erp", Fault.DOWN);

        sender.sendDue(down);
        sender.sendDue(down);

        assertThat(figures()).containsExactly(6.0, 0.0);
        assertThat(logged(output)).singleElement().asString().contains("erp", "DOWN");
        sender.sendDue(new FailingReceiver("erp", Fault.ERROR));
        assertThat(logged(output)).hasSize(2);
    }

    @Test
    void aMessageThatIsNotSentAgainIsCountedAndLogged(CapturedOutput output) throws InterruptedException {
        var twice = new WebhookSender(
                new WebhookProperties(
                        Map.of(),
                        Duration.ofMillis(500),
                        TIMEOUT,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10),
                        2,
                        1000),
                context.getBean(WebhookEvents.class),
                context.getBean(EventFeed.class),
                clock);
        append(trades.get(0));
        twice.sendDue(new FailingReceiver("erp", Fault.ERROR));
        clock.advance(Duration.ofSeconds(5));

        twice.sendDue(new FailingReceiver("erp", Fault.ERROR));

        assertThat(figures()).containsExactly(0.0, 1.0);
        assertThat(logged(output)).hasSize(2);
        assertThat(logged(output).get(1)).contains("not sent again", trades.get(0), "/api/webhook/failures");
    }

    private static List<String> logged(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains(" WARN ") && line.contains("WebhookSender"))
                .toList();
    }

    /** The numbers of messages that are sent again, and that are not sent any more. */
    private List<Double> figures() {
        var receivers = mock(ConfiguredReceivers.class);
        when(receivers.names()).thenReturn(Set.of("erp"));
        var figures = new ForwardingMetrics();
        var events = context.getBean(WebhookEvents.class);
        return Stream.of(figures.retriedMessages(events, receivers), figures.failedMessages(events, receivers))
                .map(figure -> figure.count().applyAsDouble(100))
                .toList();
    }

    @Test
    void messagesAreSentAfterTheClockWasSetBack() throws InterruptedException {
        trades.forEach(this::append);
        sender.sendDue(new FailingReceiver("erp", Fault.DOWN));
        clock.set(START.minus(Duration.ofDays(30)));
        var working = new FailingReceiver("erp", null);

        while (sender.sendDue(working) > 0) {
            // All messages are due.
        }

        assertThat(working.accepted).extracting(ForwardedEvent::tradingId).containsExactlyInAnyOrderElementsOf(trades);
    }

    private void append(String tradingId) {
        var body = "{\"data\":{\"tradingId\":\"" + tradingId + "\"}}";
        context.getBean(LedgerEntries.class).append(List.of(new NewEntry(EntryKind.MESSAGE, clock.instant(), body)));
    }

    /** Polls as the schedule does. Each receiver has a thread of its own, so a slow one does not delay the other. */
    private void passUntil(Instant end, Receiver... receivers) throws InterruptedException {
        while (clock.instant().isBefore(end)) {
            for (var receiver : receivers) {
                while (sender.sendDue(receiver) > 0) {
                    // The next messages of the trades are due.
                }
            }
            clock.advance(DEFAULTS.pollInterval());
        }
    }

    private void assertArrived(FailingReceiver receiver) {
        var numbers = receiver.accepted.stream()
                .distinct()
                .collect(groupingBy(ForwardedEvent::tradingId, mapping(ForwardedEvent::number, toList())));
        assertThat(numbers).containsOnlyKeys(trades);
        numbers.forEach((trade, ofTrade) -> assertThat(ofTrade)
                .as("the messages of trade %s at %s", trade, receiver.name())
                .isSorted()
                .hasSize(MESSAGES));
    }

    private final class FailingReceiver implements Receiver {

        private final String name;
        private final Fault fault;
        private final List<ForwardedEvent> accepted = new ArrayList<>();
        private final List<ForwardedEvent> requests = new ArrayList<>();

        FailingReceiver(String name, Fault fault) {
            this.name = name;
            this.fault = fault;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(ForwardedEvent event) throws IOException {
            requests.add(event);
            if (fault == null || !clock.instant().isBefore(START.plus(OUTAGE))) {
                accepted.add(event);
                return;
            }
            if (fault == Fault.SLOW) {
                accepted.add(event);
                clock.advance(TIMEOUT);
            }
            throw new IOException(fault.toString());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
