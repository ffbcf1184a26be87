package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SendPaceTest {

    private final AtomicLong time = new AtomicLong();
    private final SendPace pace = new SendPace(
            new Binder(new MapConfigurationPropertySource(Map.of("x.paced-from", "50", "x.pace", "100ms")))
                    .bindOrCreate("x", RelayProperties.class),
            time::get);

    @Test
    void fewMessagesAreSentAtOnce() {
        for (int message = 0; message < 1_000; message++) {
            assertThat(pace.untilNext()).isZero();
            pace.sent(1);
            pass(Duration.ofMillis(50));
        }
    }

    @Test
    void aBurstOfSingleMessagesIsPaced() {
        for (int message = 0; message < 50; message++) {
            assertThat(pace.isUnderLoad()).isFalse();
            pace.sent(1);
        }

        assertThat(pace.isUnderLoad()).isTrue();
        pace.begin();
        assertThat(pace.untilNext()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void thePaceIncludesTheTimeOfTheBatch() {
        pace.begin();
        pass(Duration.ofMillis(60));
        pace.sent(200);

        assertThat(pace.untilNext()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void aBatchThatTakesLongerThanThePaceIsFollowedAtOnce() {
        pace.begin();
        pass(Duration.ofMillis(130));
        pace.sent(500);

        assertThat(pace.untilNext()).isNegative();
    }

    @Test
    void aLargeBatchPacesNoLongerThanASecond() {
        pace.sent(100_000);
        pass(Duration.ofSeconds(1));
        assertThat(pace.isUnderLoad()).isTrue();

        pass(Duration.ofMillis(1));
        assertThat(pace.untilNext()).isZero();
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }
}
