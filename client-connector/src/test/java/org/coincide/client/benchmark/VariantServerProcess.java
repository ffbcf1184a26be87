package org.coincide.client.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server process that publishes in one of the compared ways. */
final class VariantServerProcess implements AutoCloseable {

    private static final Path SERVER = Path.of("..", "engine-app");
    private static final String ANSWER_PREFIX = "benchmark: ";

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;
    private final String broker;
    private final String secret;

    private VariantServerProcess(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        String[] ready = answer().split(" ");
        this.broker = ready[1];
        this.secret = ready[2];
    }

    static VariantServerProcess start(String variant, ClientDatabase database) throws IOException {
        Path classes = SERVER.resolve("target").toAbsolutePath();
        String classPath = String.join(
                File.pathSeparator,
                classes.resolve("test-classes").toString(),
                classes.resolve("classes").toString(),
                Files.readString(classes.resolve("benchmark.classpath")).strip());
        return new VariantServerProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        classPath,
                        "org.coincide.engine.benchmark.ServerProcess",
                        variant,
                        database.name())
                .directory(SERVER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String broker() {
        return broker;
    }

    String secret() {
        return secret;
    }

    void resume() throws IOException {
        send("work");
    }

    void pause() throws IOException {
        send("rest");
    }

    /** The number of closed trades, at a server that publishes nothing. */
    long closed() throws IOException {
        return Long.parseLong(send("closed").split(" ")[1]);
    }

    private String send(String command) throws IOException {
        commands.println(command);
        return answer();
    }

    /** The next answer; the lines between answers are the server's log. */
    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ANSWER_PREFIX)) {
                return line.substring(ANSWER_PREFIX.length());
            }
        }
        throw new IOException("The server process has ended before it answered.");
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
