package org.coincide.engine.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Checks the disk and the stores of the data directory on threads of its own. While too little space is free, or a store has
 * failed, nothing is stored; once space is free, failed stores are recovered without a restart.
 */
@Component
class StorageMonitor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StorageMonitor.class);

    /** One for the checks, and one that notices a check that does not end. */
    private static final int THREADS = 2;

    /** A check that is running. */
    private record Check(Thread thread, long since) {}

    private final DataDirectory directory;
    private final StorageState state;
    private final List<DurableStore> stores;
    private final StorageProperties properties;
    private final ApplicationEventPublisher events;
    private volatile Check running;
    private Check reported;
    private ThreadPoolTaskScheduler threads;

    StorageMonitor(
            DataDirectory directory,
            StorageState state,
            List<DurableStore> stores,
            StorageProperties properties,
            ApplicationEventPublisher events) {
        this.directory = directory;
        this.state = state;
        this.stores = stores;
        this.properties = properties;
        this.events = events;
    }

    /** Checks once. */
    void check() {
        running = new Check(Thread.currentThread(), System.nanoTime());
        try {
            Optional<String> full = lackOfSpace();
            // Before a recovery, so that nothing is stored while a store is being recovered.
            update(full.or(this::failures));
            if (full.isEmpty()) {
                stores.stream().filter(store -> store.failure().isPresent()).forEach(this::recover);
                update(failures());
            }
            stores.forEach(StorageMonitor::check);
            directory.tighten();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The data directory {} cannot be checked: {}", directory.path(), failure.toString());
        } finally {
            running = null;
        }
    }

    /** Logs once that a check does not end, with the place where it waits: no other message reports why nothing is recovered. */
    void reportStalled() {
        Check now = running;
        if (now != null
                && now != reported
                && System.nanoTime() - now.since() > properties.stalledAfter().toNanos()) {
            reported = now;
            LOG.error(
                    "The check of the data directory does not end. If it is not recovered soon, restart the server. It waits here:{}",
                    Stream.of(now.thread().getStackTrace())
                            .map(frame -> System.lineSeparator() + "\tat " + frame)
                            .collect(Collectors.joining()));
        }
    }

    private static void check(DurableStore store) {
        try {
            store.check();
        } catch (Exception failure) {
            LOG.warn("The {} cannot be checked: {}", store.name(), failure.toString());
        }
    }

    private Optional<String> lackOfSpace() {
        long free = directory.path().toFile().getUsableSpace();
        // Some more than the minimum, so that the server does not alternate between the two states.
        long needed = properties.minFree().toBytes()
                + (state.refusal().isPresent() ? properties.minFree().toBytes() / 10 : 0);
        return free >= needed
                ? Optional.empty()
                : Optional.of("The disk of %s has %d MB free; coincide.storage.min-free is %d MB. Free some space."
                        .formatted(
                                directory.path(),
                                DataSize.ofBytes(free).toMegabytes(),
                                properties.minFree().toMegabytes()));
    }

    private Optional<String> failures() {
        String failures = stores.stream()
                .flatMap(store -> store.failure().stream().map(failure -> store.name() + ": " + failure))
                .collect(Collectors.joining("; "));
        return Stream.of(failures).filter(text -> !text.isEmpty()).findFirst();
    }

    private void recover(DurableStore store) {
        try {
            state.recover(store);
            LOG.info("The {} is recovered.", store.name());
        } catch (Exception failure) {
            LOG.error(
                    "The {} cannot be recovered yet. The server tries again. Cause: {}",
                    store.name(),
                    failure.toString());
        }
    }

    private void update(Optional<String> cause) {
        if (state.change(cause)) {
            cause.ifPresentOrElse(
                    text -> LOG.error("Nothing is stored any more: orders and requests are refused. {}", text),
                    () -> LOG.info("The data directory can be written again: orders and requests are accepted."));
            events.publishEvent(new StorageChanged(cause.isEmpty()));
        }
    }

    @Override
    public void start() {
        ThreadPoolTaskScheduler starting = new ThreadPoolTaskScheduler();
        starting.setPoolSize(THREADS);
        starting.setThreadNamePrefix("storage-");
        starting.initialize();
        starting.scheduleWithFixedDelay(this::check, properties.poll());
        starting.scheduleWithFixedDelay(this::reportStalled, properties.poll());
        threads = starting;
    }

    @Override
    public void stop() {
        threads.shutdown();
        threads = null;
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
