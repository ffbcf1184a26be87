package org.coincide.engine.jobs.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The order and the limits of the jobs that wait for a thread. */
class JobQueueTest {

    private static final int PRECEDENCE = 1_000;

    private final JobQueue queue = new JobQueue(3, 2);
    private long arrived;

    @Test
    void aRunningTradeComesBeforeANewOrder() {
        QueuedJobs order = other(0);
        QueuedJobs running = running(10);
        queue.offer(order);
        queue.offer(running);
        assertThat(queue.poll()).isSameAs(running);
        assertThat(queue.poll()).isSameAs(order);
    }

    @Test
    void aJobThatWaitedLongComesBeforeRunningTrades() {
        QueuedJobs timer = other(0);
        queue.offer(running(PRECEDENCE + 1));
        queue.offer(timer);
        assertThat(queue.poll()).isSameAs(timer);
    }

    @Test
    void jobsOfTheSameTurnKeepTheirOrder() {
        QueuedJobs first = running(5);
        QueuedJobs second = running(5);
        queue.offer(second);
        queue.offer(first);
        assertThat(queue.poll()).isSameAs(first);
    }

    @Test
    void turnsFollowATimerThatOverflows() {
        QueuedJobs later = running(Long.MIN_VALUE + 5);
        QueuedJobs earlier = running(Long.MAX_VALUE - 5);
        queue.offer(later);
        queue.offer(earlier);
        assertThat(queue.poll()).isSameAs(earlier);
    }

    @Test
    void otherJobsTakeNoPlaceOfRunningTrades() {
        assertThat(queue.offer(other(0))).isTrue();
        assertThat(queue.offer(other(0))).isTrue();
        assertThat(queue.offer(other(0))).isFalse();
        assertThat(queue.hasPlace(false)).isFalse();
        assertThat(queue.hasPlace(true)).isTrue();
        assertThat(queue.offer(running(0))).isTrue();
    }

    @Test
    void aTakenJobLeavesItsPlace() throws InterruptedException {
        queue.offer(other(0));
        queue.offer(other(0));
        queue.take();
        assertThat(queue.hasPlace(false)).isTrue();
        assertThat(queue.remove(queue.peek())).isTrue();
        queue.offer(other(0));
        queue.offer(other(0));
        assertThat(queue.hasPlace(false)).isFalse();
        assertThat(queue.poll()).isNotNull();
        assertThat(queue.hasPlace(false)).isTrue();
    }

    private QueuedJobs running(long now) {
        return new QueuedJobs(() -> {}, true, now, ++arrived);
    }

    private QueuedJobs other(long now) {
        return new QueuedJobs(() -> {}, false, now + PRECEDENCE, ++arrived);
    }
}
