package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private static final Instant NOW = Instant.parse("2026-12-02T20:00:00.123Z");
    private static final int RANDOM_BITS = 74;

    @Test
    void anIdBeginsWithTheTimeOfTheClock() {
        UUID id = UUID.fromString(at(NOW).next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void laterIdsComeAfterEarlierOnes() {
        List<String> ids = Stream.of(0, 1, 70_000, 5_000_000)
                .map(later -> at(NOW.plus(Duration.ofMillis(later))).next())
                .toList();

        assertThat(ids).isSorted();
    }

    /** A counter within the millisecond would let a client derive the ids of others from its own. */
    @Test
    void allOtherBitsAreRandomAlsoWithinAMillisecond() {
        Identifiers identifiers = at(NOW);
        long most = 0;
        long least = 0;
        UUID before = UUID.fromString(identifiers.next());
        for (int each = 0; each < 200; each++) {
            UUID next = UUID.fromString(identifiers.next());
            most |= next.getMostSignificantBits() ^ before.getMostSignificantBits();
            least |= next.getLeastSignificantBits() ^ before.getLeastSignificantBits();
            before = next;
        }

        assertThat(Long.bitCount(most) + Long.bitCount(least)).isEqualTo(RANDOM_BITS);
    }

    private static Identifiers at(Instant time) {
        return new Identifiers(Clock.fixed(time, ZoneOffset.UTC));
    }
}
