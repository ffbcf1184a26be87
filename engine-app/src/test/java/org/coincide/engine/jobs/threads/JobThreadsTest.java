package org.coincide.engine.jobs.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.TaskRejectedException;

/** Jobs that find all threads busy and all places taken. */
class JobThreadsTest {

    private final CountDownLatch released = new CountDownLatch(1);
    private JobThreads threads;

    @AfterEach
    void stop() {
        released.countDown();
        threads.shutdown();
    }

    @Test
    void anAcquiredJobWaitsForAPlace() {
        fill(Duration.ofMinutes(1));
        CompletableFuture<Boolean> executed = new CompletableFuture<>();
        Thread acquisition = new Thread(() -> threads.execute(() -> executed.complete(true)));
        acquisition.start();
        await().until(() -> acquisition.getState() == Thread.State.TIMED_WAITING);
        assertThat(executed).isNotDone();
        released.countDown();
        assertThat(executed).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void anAcquiredJobIsRefusedIfNoPlaceIsFound() {
        fill(Duration.ofMillis(1));
        assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> threads.execute(() -> {}));
    }

    @Test
    void theFirstJobOfAnOrderDoesNotWait() {
        fill(Duration.ofDays(1));
        assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> threads.executeNew(() -> {}));
    }

    @Test
    void anAcquisitionThatStopsDoesNotWait() {
        fill(Duration.ofDays(1));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> threads.execute(() -> {}));
        assertThat(Thread.interrupted()).isTrue();
    }

    /** One thread is busy, and the only place is taken. */
    private void fill(Duration placeWait) {
        threads = new JobThreads(new JobHandOverProperties(1, Duration.ofSeconds(1), placeWait), 1);
        threads.setMaxPoolSize(1);
        threads.initialize();
        threads.execute(this::block);
        threads.execute(this::block);
    }

    private void block() {
        try {
            released.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
