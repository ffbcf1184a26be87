package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ordinary trades in which nothing fails. An exception costs as much as a statement, and the driver has one for each column that a mapper does
 * not find.
 */
@Isolated
class TradeExceptionsIT {

    private static final int TRADES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String THROWN = "jdk.JavaExceptionThrow";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void ordinaryTradesReadOnlyColumnsThatExist(BenchmarkDatabase on) throws Exception {
        try (Server server = Server.start(Variant.COINCIDE, on.database(), Map.of());
                CountingClient client = server.client();
                Recording recording = new Recording()) {
            server.work();
            trades(server, client, TRADES);
            recording.enable(THROWN).withStackTrace();
            recording.start();
            trades(server, client, 2 * TRADES);
            recording.stop();
            Path file = folder.resolve("exceptions.jfr");
            recording.dump(file);
            assertThat(unknownColumns(file)).isEmpty();
        }
    }

    private static void trades(Server server, CountingClient client, int closed) {
        for (int i = 0; i < TRADES; i++) {
            client.order(List.of(Load.message(i % 2 == 0 ? Orders.ordinary() : Orders.onInvoice())));
        }
        await().atMost(PATIENCE).until(() -> closed(server) == closed);
    }

    private static long closed(Server server) {
        return server.jdbc()
                .sql("SELECT COUNT(*) FROM trade WHERE closed")
                .query(Long.class)
                .single();
    }

    /** The number of exceptions by the column's reader. */
    private static Map<String, Long> unknownColumns(Path file) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        for (RecordedEvent thrown : RecordingFile.readAllEvents(file)) {
            if (thrown.getEventType().getName().equals(THROWN)
                    && thrown.getStackTrace() != null
                    && thrown.getStackTrace().getFrames().stream().anyMatch(TradeExceptionsIT::findsAColumn)) {
                found.merge(reader(thrown), 1L, Long::sum);
            }
        }
        return found;
    }

    private static boolean findsAColumn(RecordedFrame frame) {
        return frame.getMethod().getName().equals("findColumn");
    }

    private static String reader(RecordedEvent thrown) {
        return thrown.getStackTrace().getFrames().stream()
                .map(frame -> frame.getMethod().getType().getName())
                .filter(name -> name.startsWith("org.coincide"))
                .findFirst()
                .orElse("a library");
    }
}
