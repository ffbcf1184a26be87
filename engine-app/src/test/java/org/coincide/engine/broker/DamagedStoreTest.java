package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.broker.recovery.DamagedStore;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A store of the embedded broker that was damaged or deleted while the server was stopped. */
class DamagedStoreTest {

    private static final int SEEDS = Integer.getInteger("damage.seeds", 10);

    private static final int MOST_ZEROS = 4_000;

    /** The files are larger than what is written. */
    private static final long CONTENT = 20_000;

    @TempDir
    Path folder;

    @Test
    void aDamagedStoreIsSetAsideAndAnEmptyOneStarts() throws Exception {
        Path store = folder.resolve("broker");
        List<Set<String>> refills = new ArrayList<>();
        TestBroker broker = TestBroker.with(store, Map.of());
        broker.started();
        sendToServer(broker, 50);
        broker.stop();
        damage(store);
        broker.broker().onMissingStores(refills::add);

        broker.started();

        try {
            assertThat(broker.broker().isRunning()).isTrue();
            assertThat(refills)
                    .singleElement()
                    .asInstanceOf(InstanceOfAssertFactories.collection(String.class))
                    .contains(TestBroker.ACME);
            sendToServer(broker, 1);
            try (Stream<Path> stores = Files.list(folder)) {
                assertThat(stores.map(path -> path.getFileName().toString()))
                        .hasSize(2)
                        .contains("broker")
                        .anyMatch(name -> name.matches("broker-damaged-\\d{8}-\\d{6}-\\d{3}"));
            }
        } finally {
            broker.stop();
        }
    }

    /** A server that is stopped while it starts: Spring interrupts the thread of the start while it waits. */
    @Test
    void anInterruptedStartIsNoDamage() {
        StackTraceElement[] store = {
            new StackTraceElement(
                    "org.apache.activemq.store.kahadb.disk.journal.DataFileAppender",
                    "storeItem",
                    "DataFileAppender.java",
                    135)
        };
        Throwable damaged = new IOException("Corrupt file");
        damaged.setStackTrace(store);
        assertThat(DamagedStore.isCauseOf(damaged)).isTrue();

        for (Throwable interrupted : List.of(new InterruptedIOException(), new ClosedByInterruptException())) {
            interrupted.setStackTrace(store);
            assertThat(DamagedStore.isCauseOf(interrupted)).isFalse();
            assertThat(DamagedStore.isCauseOf(new IOException("Failed to start", interrupted)))
                    .isFalse();
        }
    }

    @Test
    void aDeletedStoreOfOneClientIsReported() throws Exception {
        Path store = folder.resolve("broker");
        TestBroker broker = TestBroker.onDisk(store);
        broker.stop();
        try (Stream<Path> stores = Files.list(store)) {
            Path ofAcme = stores.filter(path -> path.getFileName().toString().contains("acme"))
                    .findFirst()
                    .orElseThrow();
            assertThat(FileSystemUtils.deleteRecursively(ofAcme)).isTrue();
        }
        List<Set<String>> missing = new ArrayList<>();
        broker.broker().onMissingStores(missing::add);

        broker.started();
        broker.stop();
        broker.started();

        broker.stop();
        assertThat(missing).containsExactly(Set.of(TestBroker.ACME));
    }

    @Test
    void aStoreIsMissingUntilItsMessagesAreMarked() {
        Path store = folder.resolve("broker");
        TestBroker broker = TestBroker.with(store, Map.of());
        broker.broker().onMissingStores(clients -> {
            throw new IllegalStateException("The database is away.");
        });
        assertThatThrownBy(broker::started).hasStackTraceContaining("The database is away.");
        List<Set<String>> missing = new ArrayList<>();
        broker.broker().onMissingStores(missing::add);

        broker.started();

        broker.stop();
        assertThat(missing).containsExactly(Set.of(TestBroker.ACME, TestBroker.GLOBEX));
    }

    /** {@code -Ddamage.seeds=500} is the long form. */
    @Test
    void noDamageKeepsTheBrokerFromStarting() throws Exception {
        Path whole = folder.resolve("whole");
        TestBroker source = TestBroker.with(whole, Map.of()).started();
        sendToServer(source, 20);
        source.stop();
        for (long seed = 0; seed < SEEDS; seed++) {
            Path store = folder.resolve("seed-" + seed).resolve("broker");
            FileSystemUtils.copyRecursively(whole, store);
            damage(store, new Random(seed));
            TestBroker broker = TestBroker.with(store, Map.of());

            assertThatCode(broker::started).as("seed %d", seed).doesNotThrowAnyException();

            sendToServer(broker, 1);
            broker.stop();
            FileSystemUtils.deleteRecursively(store.getParent());
        }
    }

    private static void sendToServer(TestBroker broker, int messages) throws Exception {
        try (var connection = broker.connectAs(TestBroker.ACME);
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue(QueueNames.ORDERS))) {
            for (int message = 0; message < messages; message++) {
                producer.send(session.createTextMessage("order ".repeat(100)));
            }
            session.commit();
        }
    }

    /** Overwrites, empties or truncates some files, at places that have content. */
    private static void damage(Path store, Random random) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (random.nextInt(3) == 0) {
                    continue;
                }
                try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    long end = Math.min(content.size(), CONTENT);
                    byte[] bytes = new byte[1 + random.nextInt(64)];
                    random.nextBytes(bytes);
                    switch (random.nextInt(4)) {
                        case 0 -> content.truncate((long) (random.nextDouble() * end));
                        case 1 ->
                            content.write(ByteBuffer.allocate(1 + random.nextInt(MOST_ZEROS)), (long)
                                    (random.nextDouble() * end));
                        default -> content.write(ByteBuffer.wrap(bytes), (long) (random.nextDouble() * end));
                    }
                }
            }
        }
    }

    /** Overwrites the middle of each journal file. */
    private static void damage(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                try (FileChannel journal = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    journal.write(ByteBuffer.allocate(4_000), 2_000);
                }
            }
        }
    }
}
