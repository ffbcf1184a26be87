package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.coincide.engine.postgresql.NodeNotifications;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jms.UncategorizedJmsException;

class RelayScheduleTest {

    private final RelayProperties properties = new Binder(
                    new MapConfigurationPropertySource(Map.of("x.batch-size", "200")))
            .bindOrCreate("x", RelayProperties.class);
    private final Relay relay = mock(Relay.class);
    private final RelaySchedule schedule = new RelaySchedule(
            relay,
            mock(RelayLease.class),
            mock(RelayWatchdog.class),
            mock(ClientQueueSender.class),
            properties,
            mock(NodeNotifications.class),
            new SendPace(properties),
            polls());

    @AfterEach
    void stop() {
        schedule.stop();
    }

    /** Each look for unsent messages reads those that are not marked, too. */
    @Test
    void aBatchIsMarkedWhileTheNextIsSent() {
        AtomicInteger marked = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        when(relay.hasWork()).thenReturn(true, false);
        when(relay.hasUnmarked()).thenReturn(true);
        when(relay.relayDue(any(), any())).thenAnswer(batch -> {
            int before = sent.get();
            await().until(() -> marked.get() >= before);
            sent.incrementAndGet();
            Runnable progress = batch.getArgument(1);
            progress.run();
            return before < 2 ? properties.batchSize() : 0;
        });
        doAnswer(marks -> marked.incrementAndGet()).when(relay).markSent();
        schedule.start();
        await().until(() -> sent.get() == 3);
    }

    @Test
    void whatWasSentBeforeAFailureIsMarked() {
        CountDownLatch marked = new CountDownLatch(1);
        when(relay.hasWork()).thenReturn(true);
        when(relay.hasUnmarked()).thenReturn(true);
        when(relay.relayDue(any(), any())).thenThrow(new UncategorizedJmsException("The broker is gone"));
        doAnswer(marks -> {
                    marked.countDown();
                    return null;
                })
                .when(relay)
                .markSent();
        schedule.start();
        await().until(() -> marked.getCount() == 0);
    }

    @Test
    void afterAFullBatchTheRelayGoesOnForAllClients() {
        AtomicBoolean others = new AtomicBoolean();
        when(relay.relayDue(any(), any())).thenAnswer(batch -> {
            Predicate<String> to = batch.getArgument(0);
            others.compareAndSet(false, to.test("other"));
            return others.get() ? 0 : properties.batchSize();
        });
        schedule.start();
        schedule.wake(new Journal.Appended("acme", "trade"));
        await().until(others::get);
    }

    @Test
    void aStopEndsALongBacklog() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        AtomicBoolean further = new AtomicBoolean();
        when(relay.hasWork()).thenReturn(true);
        when(relay.relayDue(any(), any())).thenAnswer(batch -> {
            begun.countDown();
            stopped.await();
            Predicate<String> to = batch.getArgument(0);
            further.compareAndSet(false, to.test("acme"));
            return looks.incrementAndGet() < 3 ? properties.batchSize() : 0;
        });
        schedule.start();
        begun.await();
        Thread stop = new Thread(schedule::stop);
        stop.start();
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        stopped.countDown();
        stop.join();
        assertThat(looks).hasValue(1);
        assertThat(further).as("whether it sends to a further client").isFalse();
        schedule.start();
    }

    private static Polls polls() {
        Poll poll = mock(Poll.class);
        when(poll.isDue()).thenReturn(true);
        Polls polls = mock(Polls.class);
        when(polls.create(any())).thenReturn(poll);
        return polls;
    }
}
