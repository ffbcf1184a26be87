package org.coincide.client.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Checks the disk and the stores of the ledger on a thread of its own. While too little space is free, or a store has
 * failed, nothing is stored; once space is free, failed stores are recovered without a restart.
 */
@Component
class StorageMonitor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StorageMonitor.class);

    private final Optional<DataDirectory> directory;
    private final StorageState state;
    private final List<DurableStore> stores;
    private final StorageProperties properties;
    private ThreadPoolTaskScheduler thread;

    StorageMonitor(
            Optional<DataDirectory> directory,
            StorageState state,
            List<DurableStore> stores,
            StorageProperties properties) {
        this.directory = directory;
        this.state = state;
        this.stores = stores;
        this.properties = properties;
    }

    /** Checks once. */
    void check() {
        try {
            Optional<String> full = lackOfSpace();
            // Before a recovery, so that nothing is stored while a store is being recovered.
            update(full.or(this::failures));
            if (full.isEmpty()) {
                stores.stream().filter(store -> store.failure().isPresent()).forEach(StorageMonitor::recover);
                update(failures());
            }
            stores.forEach(StorageMonitor::check);
            if (directory.isPresent()) {
                directory.get().tighten();
            }
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The ledger's folder cannot be checked: {}", failure.toString());
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
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        var path = directory.get().path();
        long free = path.toFile().getUsableSpace();
        // Some more than the minimum, so that the client does not alternate between the two states.
        long needed = properties.minFree().toBytes()
                + (state.refusal().isPresent() ? properties.minFree().toBytes() / 10 : 0);
        return free >= needed
                ? Optional.empty()
                : Optional.of("The disk of %s has %d MB free; coincide.storage.min-free is %d MB. Free some space."
                        .formatted(
                                path,
                                DataSize.ofBytes(free).toMegabytes(),
                                properties.minFree().toMegabytes()));
    }

    private Optional<String> failures() {
        String failures = stores.stream()
                .flatMap(store -> store.failure().stream().map(failure -> store.name() + ": " + failure))
                .collect(Collectors.joining("; "));
        return Stream.of(failures).filter(text -> !text.isEmpty()).findFirst();
    }

    private static void recover(DurableStore store) {
        try {
            store.recover();
            LOG.info("The {} is recovered.", store.name());
        } catch (Exception failure) {
            LOG.error(
                    "The {} cannot be recovered yet. The client tries again. Cause: {}",
                    store.name(),
                    failure.toString());
        }
    }

    private void update(Optional<String> cause) {
        if (state.change(cause)) {
            cause.ifPresentOrElse(
                    text -> LOG.error("Nothing is stored any more: orders and requests are refused. {}", text),
                    () -> LOG.info("The ledger can be written again: orders and requests are accepted."));
        }
    }

    @Override
    public void start() {
        ThreadPoolTaskScheduler starting = new ThreadPoolTaskScheduler();
        starting.setThreadNamePrefix("storage-");
        starting.initialize();
        starting.scheduleWithFixedDelay(this::check, properties.poll());
        thread = starting;
    }

    @Override
    public void stop() {
        thread.shutdown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
