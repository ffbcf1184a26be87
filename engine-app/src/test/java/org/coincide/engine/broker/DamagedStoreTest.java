package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of the embedded broker that was damaged while the server was stopped. */
class DamagedStoreTest {

    @TempDir
    Path folder;

    @Test
    void aDamagedStoreIsSetAsideAndAnEmptyOneStarts() throws Exception {
        Path store = folder.resolve("broker");
        AtomicInteger refills = new AtomicInteger();
        TestBroker broker = TestBroker.with(store, Map.of());
        broker.broker().onDamagedStore(refills::incrementAndGet);
        broker.started();
        sendToServer(broker, 50);
        broker.stop();
        damage(store);

        broker.started();

        try {
            assertThat(broker.broker().isRunning()).isTrue();
            assertThat(refills).hasValue(1);
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
