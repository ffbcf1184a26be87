package org.coincide.client.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A JVM that runs one of the applications. The process does not outlive the test. */
final class JavaProcess {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** Small, because a test runs three of these processes. */
    static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m", "-XX:+UseSerialGC", "-Xmx384m");

    /** The machine's time zones of successive starts. No program may depend on them. */
    private static final List<String> ZONES = List.of("America/Los_Angeles", "Asia/Tokyo", "UTC");

    private static final AtomicInteger STARTS = new AtomicInteger();

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

    /** Starts a jar in a folder and appends its output to the log. */
    static JavaProcess start(String name, Path jar, Path folder, Path log, List<String> arguments) {
        return start(name, jar, folder, log, arguments, Map.of(), OPTIONS);
    }

    /** Starts a jar with additional environment variables and other options of the JVM. */
    static JavaProcess start(
            String name,
            Path jar,
            Path folder,
            Path log,
            List<String> arguments,
            Map<String, String> environment,
            List<String> options) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(options);
        command.add("-Duser.timezone=" + ZONES.get(STARTS.getAndIncrement() % ZONES.size()));
        command.addAll(List.of(
                "-XX:SharedArchiveFile=" + jar.resolveSibling(UnpackedApplication.ARCHIVE), "-jar", jar.toString()));
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            RUNNING.add(process);
            return new JavaProcess(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    /** Waits until the process is ready; throws as soon as it has ended. */
    void awaitReady(BooleanSupplier ready) {
        await(name + " becomes ready; see " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast(name + " has ended; see " + log, () -> !process.isAlive())
                .until(ready::getAsBoolean);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Appends a thread dump to the log, to diagnose a process that makes no progress. */
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

    /** Stops the process without ending it, as a suspended machine does. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** Lets the process write the stacks of its threads into its log. */
    void printThreads() {
        signal("QUIT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the process has ended by itself; returns its exit code. */
    int exitCode() {
        await(name + " ends; see " + log).atMost(PATIENCE).until(() -> !process.isAlive());
        RUNNING.remove(process);
        return process.exitValue();
    }

    /** Kills the process with SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Stops the process with SIGTERM, as an operator does. */
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
