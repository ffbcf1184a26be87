package org.coincide.engine.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.coincide.engine.jobs.WaitingOrders.Count;
import org.coincide.engine.journal.Journal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessResourceFailureException;

/** The limit of the backlog, and the way back below it. */
class OrderBacklogTest {

    private static final Instant OLDEST = Instant.parse("2026-11-29T09:00:00Z");
    private static final Clock LATER = Clock.fixed(OLDEST.plusSeconds(42), ZoneOffset.UTC);

    private final List<Object> events = new ArrayList<>();
    private Count waiting = Count.NONE;
    private final OrderBacklog backlog = new OrderBacklog(
            () -> waiting, new BacklogProperties(10, Duration.ofSeconds(1), Duration.ofSeconds(7)), events::add);

    @Test
    void aBacklogIsFullAtItsLimit() {
        count(9);
        assertThat(backlog.isFull()).isFalse();
        count(10);
        assertThat(backlog.isFull()).isTrue();
        assertThat(events).containsExactly(new BacklogChanged(true));
    }

    @Test
    void aFullBacklogStaysFullUntilHalfIsLeft() {
        count(12);
        count(6);
        assertThat(backlog.isFull()).isTrue();
        count(5);
        assertThat(backlog.isFull()).isFalse();
        count(9);
        assertThat(backlog.isFull()).isFalse();
        assertThat(events).containsExactly(new BacklogChanged(true), new BacklogChanged(false));
    }

    @Test
    void ordersSinceTheLastCountCountAsWaiting() {
        count(8);
        backlog.accepted(new Journal.Opened(null));
        assertThat(backlog.isFull()).isFalse();
        backlog.accepted(new Journal.Opened(null));
        assertThat(backlog.isFull()).isTrue();
        assertThat(events).isEmpty();
        count(4);
        assertThat(backlog.isFull()).isFalse();
    }

    @Test
    void aFailedCountKeepsTheLastOne() {
        count(10);
        OrderBacklog failing = new OrderBacklog(
                () -> {
                    if (waiting == null) {
                        throw new DataAccessResourceFailureException("The database is unavailable");
                    }
                    return waiting;
                },
                new BacklogProperties(10, Duration.ofSeconds(1), Duration.ofSeconds(7)),
                events::add);
        failing.count();
        waiting = null;
        failing.count();
        assertThat(failing.isFull()).isTrue();
    }

    @Test
    void healthNamesTheOldestOrder() {
        count(10);
        Health health = new BacklogHealthIndicator(backlog, LATER).health();
        assertThat(health.getStatus()).isEqualTo(new Status("DEGRADED"));
        assertThat(health.getDetails())
                .containsEntry("orders", 10L)
                .containsEntry("limit", 10)
                .containsEntry("oldestSeconds", 42L);
        waiting = Count.NONE;
        backlog.count();
        assertThat(new BacklogHealthIndicator(backlog, LATER).health().getStatus())
                .isEqualTo(Status.UP);
    }

    private void count(long orders) {
        waiting = new Count(orders, OLDEST);
        backlog.count();
    }
}
