package org.coincide.client.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** An application of ours as a process of its own. None of them outlives the test. */
final class JavaProcess {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** A small machine starts three of these at a time. */
    static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m", "-XX:+UseSerialGC", "-Xmx384m");

    static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration GRACE = Duration.ofSeconds(45);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final String name;
    private final Path log;
    private final Process process;

    private JavaProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a jar in a folder; what it prints is added to the log. */
    static JavaProcess start(String name, Path jar, Path folder, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(OPTIONS);
        command.addAll(List.of(
                "-XX:SharedArchiveFile=" + jar.resolveSibling(UnpackedApplication.ARCHIVE), "-jar", jar.toString()));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            RUNNING.add(process);
            return new JavaProcess(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    /** Returns when it is ready; at once with an error where it has ended instead. */
    void awaitReady(BooleanSupplier ready) {
        await(name + " becomes ready, see " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast(name + " has ended, see " + log, () -> !process.isAlive())
                .until(ready::getAsBoolean);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Adds to its log what each of its threads does: for a person who wonders why it does nothing. */
    void dumpThreads() {
        try {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process.pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end without a warning: SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** The end that an operator asks for: SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            await(name + " ends")
                    .atMost(GRACE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.isAlive());
        } finally {
            process.destroyForcibly();
            RUNNING.remove(process);
        }
    }
}
