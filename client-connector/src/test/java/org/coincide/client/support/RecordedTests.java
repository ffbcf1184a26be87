package org.coincide.client.support;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The recordings of the server's tests, in the build folder of their module. */
public final class RecordedTests {

    /** A recording can contain names that no entry point accepts. */
    private static final ObjectMapper UNLIMITED = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private static final Path SERVER = Path.of("..", "engine-app", "target");
    private static final Path HISTORIES = SERVER.resolve("histories");
    private static final Path SERVER_TEST_SUMMARY =
            SERVER.resolve("failsafe-reports").resolve("failsafe-summary.xml");

    private final boolean complete;
    private final List<RecordedTest> all;

    private RecordedTests(boolean complete, List<RecordedTest> all) {
        this.complete = complete;
        this.all = all;
    }

    /** The recordings of this build where the server's tests ran in it, otherwise those of earlier builds. */
    public static RecordedTests find() {
        Instant started = Instant.parse(System.getProperty("coincide.build.started", Instant.MAX.toString()));
        boolean complete = System.getProperty("it.test") == null && isSince(started, SERVER_TEST_SUMMARY);
        try (Stream<Path> files = Files.isDirectory(HISTORIES) ? Files.walk(HISTORIES) : Stream.empty()) {
            return new RecordedTests(
                    complete,
                    files.filter(file -> file.toString().endsWith(".json"))
                            .filter(file -> !complete || isSince(started, file))
                            .sorted()
                            .map(RecordedTests::read)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True where all of the server's tests ran in this build: then every recording must exist. */
    public boolean areComplete() {
        return complete;
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
                    UNLIMITED.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("This file is no recording: " + file, e);
        }
    }
}
