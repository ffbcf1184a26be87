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
 * An application unpacked beside a class-data archive, as docs/operations/start.md describes under "Faster start", because these
 * tests start many processes. The first JVM that needs the application unpacks it, once for each build of the jar.
 */
final class UnpackedApplication {

    static final String ARCHIVE = "classes.jsa";
    private static final Path DIRECTORY = Path.of("target", "unpacked").toAbsolutePath();

    private final Path buildDirectory;
    private final String name;
    private final List<String> argument;
    private Path jar;

    /** @param argument the argument that a start without other settings needs */
    UnpackedApplication(Path buildDirectory, String name, String... argument) {
        this.buildDirectory = buildDirectory;
        this.name = name;
        this.argument = List.of(argument);
    }

    /** The jar as it is built. */
    Path packed() {
        return ApplicationJars.only(buildDirectory, name + "-*.jar").toAbsolutePath();
    }

    synchronized Path jar() {
        if (jar == null) {
            jar = unpack(ApplicationJars.only(buildDirectory, name + "-*.jar"));
        }
        return jar;
    }

    private Path unpack(Path packed) {
        try {
            Files.createDirectories(DIRECTORY);
            try (var others = FileChannel.open(
                    DIRECTORY.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                others.lock();
                var folder = DIRECTORY.resolve(name + "-" + sum(packed));
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
        var data = Files.createTempDirectory(DIRECTORY, "start-");
        List<String> command = new ArrayList<>(JavaProcess.OPTIONS);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE),
                "-Dspring.context.exit=onRefresh",
                "-jar",
                jar.toString(),
                "--server.port=0",
                "--management.server.port=0",
                "--coincide.data-directory=" + data));
        command.addAll(argument);
        run(command.toArray(String[]::new));
    }

    private void run(String... arguments) throws IOException {
        var log = DIRECTORY.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(JavaProcess.JAVA));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(name + " cannot be unpacked; see " + log);
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
