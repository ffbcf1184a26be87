package org.coincide.client.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;

/** The recordings that the server's tests have left in the build folder of their module. */
public final class RecordedTests {

    private static final Path SERVER = Path.of("..", "engine-app", "target");
    private static final Path HISTORIES = SERVER.resolve("histories");
    private static final Path SERVERS_TESTS_DONE =
            SERVER.resolve("failsafe-reports").resolve("failsafe-summary.xml");

    private final boolean due;
    private final List<RecordedTest> all;

    private RecordedTests(boolean due, List<RecordedTest> all) {
        this.due = due;
        this.all = all;
    }

    /** Where the server's tests ran in this build, what they recorded in it; else what there is of earlier builds. */
    public static RecordedTests find() {
        Instant started = Instant.parse(System.getProperty("coincide.build.started", Instant.MAX.toString()));
        boolean due = System.getProperty("it.test") == null && isSince(started, SERVERS_TESTS_DONE);
        try (Stream<Path> files = Files.isDirectory(HISTORIES) ? Files.walk(HISTORIES) : Stream.empty()) {
            return new RecordedTests(
                    due,
                    files.filter(file -> file.toString().endsWith(".json"))
                            .filter(file -> !due || isSince(started, file))
                            .sorted()
                            .map(RecordedTests::read)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all of the server's tests ran in this build, so that every recording must be there. */
    public boolean areDue() {
        return due;
    }

    public List<RecordedTest> all() {
        return all;
    }

    private static boolean isSince(Instant instant, Path file) {
        try {
            return Files.exists(file)
                    && !Files.getLastModifiedTime(file).toInstant().isBefore(instant);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedTest read(Path file) {
        try {
            return new RecordedTest(
                    file.getParent().getFileName().toString(),
                    file.getFileName().toString().replaceFirst("\\.json$", ""),
                    Json.STRICT.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("No recording: " + file, e);
        }
    }
}
