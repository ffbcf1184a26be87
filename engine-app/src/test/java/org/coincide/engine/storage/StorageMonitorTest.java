package org.coincide.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.coincide.engine.support.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class StorageMonitorTest {

    @TempDir
    Path folder;

    @Test
    void aRecoveryThatDoesNotEndIsReportedOnceWithItsPlace() throws Exception {
        var released = new CountDownLatch(1);
        try (var directory = DataDirectory.open(folder.toString(), DataSize.ofMegabytes(1));
                var log = CapturedLog.of(StorageMonitor.class.getName())) {
            var monitor = new StorageMonitor(
                    directory,
                    new StorageState(),
                    List.of(new WaitingStore(released)),
                    new StorageProperties(DataSize.ofMegabytes(1), Duration.ofMillis(20), Duration.ofMillis(200)),
                    event -> {});
            monitor.start();
            try {
                await().until(() -> reports(log).size() == 1);
                assertThat(reports(log).get(0)).contains("WaitingStore.recover").contains("CountDownLatch.await");
                await().during(Duration.ofMillis(300)).until(() -> reports(log).size() == 1);
            } finally {
                released.countDown();
                monitor.stop();
            }
        }
    }

    /** A new store of the broker begins with messages that the database marks as unsent. */
    @Test
    void aRecoveryWritesToOtherStoresThatRefuseWrites() throws Exception {
        var state = new StorageState();
        var broker = new RecoveredStore(state);
        try (var directory = DataDirectory.open(folder.toString(), DataSize.ofMegabytes(1))) {
            new StorageMonitor(
                            directory,
                            state,
                            List.of(broker),
                            new StorageProperties(
                                    DataSize.ofMegabytes(1), Duration.ofMillis(20), Duration.ofMillis(200)),
                            event -> {})
                    .check();
        }
        assertThat(broker.refusals).containsExactly(Optional.empty(), Optional.of("broker: it failed"));
        assertThat(state.refusalOfWrites()).isEmpty();
    }

    private static List<String> reports(CapturedLog log) {
        return log.messages().stream()
                .filter(message -> message.contains("does not end"))
                .toList();
    }

    /** A failed store that asks during its recovery, on its own thread and on another one, whether writes are refused. */
    private static final class RecoveredStore implements DurableStore {

        private final StorageState state;
        private final List<Optional<String>> refusals = new ArrayList<>();

        RecoveredStore(StorageState state) {
            this.state = state;
        }

        @Override
        public String name() {
            return "broker";
        }

        @Override
        public Optional<String> failure() {
            return refusals.isEmpty() ? Optional.of("it failed") : Optional.empty();
        }

        @Override
        public void recover() {
            refusals.add(state.refusalOfWrites());
            refusals.add(CompletableFuture.supplyAsync(state::refusalOfWrites).join());
        }
    }

    /** A failed store whose recovery waits. */
    private record WaitingStore(CountDownLatch released) implements DurableStore {

        @Override
        public String name() {
            return "database";
        }

        @Override
        public Optional<String> failure() {
            return released.getCount() > 0 ? Optional.of("it waits") : Optional.empty();
        }

        @Override
        public void recover() throws InterruptedException {
            released.await();
        }
    }
}
