package org.coincide.client.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.DigestUtils;

/**
 * An application unpacked beside an archive of its classes, as docs/operations.md says under "Faster start": it starts
 * sooner, and these tests start many. It is made once for each jar, by the first of the tests' JVMs that wants it.
 */
final class UnpackedApplication {

    static final String ARCHIVE = "classes.jsa";
    private static final Path PLACE = Path.of("target", "unpacked").toAbsolutePath();

    private final Path builtIn;
    private final String name;
    private final List<String> toStart;
    private Path made;

    /** @param toStart what it needs to start where there is nothing else */
    UnpackedApplication(Path builtIn, String name, String... toStart) {
        this.builtIn = builtIn;
        this.name = name;
        this.toStart = List.of(toStart);
    }

    synchronized Path jar() {
        if (made == null) {
            made = make(ApplicationJars.only(builtIn, name + "-*.jar"));
        }
        return made;
    }

    private Path make(Path packed) {
        try {
            Files.createDirectories(PLACE);
            try (var others = FileChannel.open(
                    PLACE.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                others.lock();
                var folder = PLACE.resolve(name + "-" + sum(packed));
                var jar = folder.resolve(packed.getFileName());
                if (!Files.exists(folder.resolve(ARCHIVE))) {
                    run(
                            "-Djarmode=tools",
                            "-jar",
                            packed.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            folder.toString());
                    archive(folder, jar);
                }
                return jar;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void archive(Path folder, Path jar) throws IOException {
        var data = Files.createTempDirectory(PLACE, "start-");
        List<String> command = new ArrayList<>(JavaProcess.OPTIONS);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE),
                "-Dspring.context.exit=onRefresh",
                "-jar",
                jar.toString(),
                "--server.port=0",
                "--management.server.port=0",
                "--coincide.data-directory=" + data));
        command.addAll(toStart);
        run(command.toArray(String[]::new));
    }

    private void run(String... arguments) throws IOException {
        var log = PLACE.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(JavaProcess.JAVA));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(name + " cannot be unpacked, see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    private static String sum(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return DigestUtils.md5DigestAsHex(content);
        }
    }
}
