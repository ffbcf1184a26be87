package org.coincide.client.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pauses of a poll whose schedule has a turn each second. */
class PollTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long wakes;
    private long now;
    private final Poll poll = new Poll(() -> wakes, Duration.ofSeconds(10), () -> now);

    @Test
    void withoutAWakeThePausesGrowUpToTheLongest() {
        assertThat(looks(60)).containsExactly(1L, 2L, 4L, 8L, 16L, 26L, 36L, 46L, 56L);
    }

    @Test
    void afterAWakeItLooksAtTheNextTurn() {
        looks(20);
        wakes++;
        assertThat(looks(10)).startsWith(21L, 22L, 24L);
    }

    @Test
    void whileWorkIsLeftItLooksAtEachTurn() {
        List<Long> turns = new ArrayList<>();
        for (int turn = 0; turn < 5; turn++) {
            now += SECOND;
            if (poll.isDue()) {
                turns.add(now / SECOND);
                poll.again();
            }
        }
        assertThat(turns).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    private List<Long> looks(int turns) {
        List<Long> looks = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            now += SECOND;
            if (poll.isDue()) {
                looks.add(now / SECOND);
            }
        }
        return looks;
    }
}
