package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.coincide.client.inbox.BatchCommitted;
import org.coincide.client.ordering.OrdersChanged;
import org.coincide.client.polling.LongIdle;
import org.coincide.client.polling.Polls;
import org.coincide.client.requests.RequestsStored;
import org.coincide.client.settlement.TradeSettled;
import org.coincide.client.support.EventTransactions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PollWakesTest {

    private final AtomicLong seconds = new AtomicLong();
    private final Polls polls =
            LongIdle.resting(() -> Duration.ofSeconds(seconds.get()).toNanos());

    static Stream<Object> changes() {
        return Stream.of(new BatchCommitted(false), new OrdersChanged(), new RequestsStored(), new TradeSettled("any"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeWakesThePollsAfterItsCommit(Object change) {
        var poll = polls.create();
        assertThat(poll.isDue()).isTrue();
        seconds.set(30);
        assertThat(poll.isDue()).isTrue();
        assertThat(poll.isDue()).isFalse();

        try (var transactions = EventTransactions.of(new PollWakes(polls))) {
            transactions.run(publisher -> {
                publisher.publishEvent(change);
                assertThat(poll.isDue()).as("before the commit").isFalse();
            });
        }

        assertThat(poll.isDue()).as("after the commit").isTrue();
    }
}
