package org.coincide.engine.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.coincide.engine.deadletters.DeadLetters.Origin;
import org.coincide.engine.deadletters.FailingMessages.FailingMessage;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.Test;

class FailingMessagesTest {

    private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final FailingMessages failing = DeadLettersDatabase.failing(2, clock);

    @Test
    void theLongestFailureComesFirstWithItsLastCause() {
        fail("a", 2);
        clock.advance(Duration.ofSeconds(1));
        fail("b", 2);
        fail("a", 3);

        assertThat(failing.all()).extracting(FailingMessage::messageId).containsExactly("a", "b");
        FailingMessage first = failing.all().get(0);
        assertThat(first.failingSince()).isEqualTo(START);
        assertThat(first.failedAt()).isEqualTo(START.plusSeconds(1));
        assertThat(first.cause()).isEqualTo("IllegalStateException: delivery 3");
        assertThat(first.bodySize()).isEqualTo(4);
    }

    @Test
    void aFirstFailureIsNotShown() {
        fail("a", 1);
        assertThat(failing.all()).isEmpty();
    }

    @Test
    void theNumberOfFailingMessagesIsBounded() {
        for (String id : new String[] {"a", "b", "c"}) {
            fail(id, 2);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(failing.all()).extracting(FailingMessage::messageId).containsExactly("b", "c");
    }

    @Test
    void aMessageThatComesNoMoreIsForgotten() {
        fail("a", 2);
        clock.advance(Duration.ofMinutes(16));
        assertThat(failing.all()).isEmpty();
        assertThat(failing.body("a")).isEmpty();
    }

    @Test
    void aProcessedMessageTakesItsRemovalAlong() {
        fail("a", 2);
        failing.requestRemoval("a");
        failing.done("a");
        assertThat(failing.all()).isEmpty();
        assertThat(failing.isRemovalRequested("a")).isFalse();
    }

    @Test
    void aRepeatedRequestIsNoneTooMany() {
        IntStream.range(0, 1_000).forEach(number -> assertThat(failing.requestRemoval("m" + number))
                .isTrue());
        assertThat(failing.requestRemoval("another")).isFalse();
        assertThat(failing.requestRemoval("m7")).isTrue();
    }

    private void fail(String id, int delivery) {
        failing.add(
                new Origin("trading.orders", "acme", id, null, null),
                "body".getBytes(StandardCharsets.UTF_8),
                delivery,
                new IllegalStateException("delivery " + delivery));
    }
}
