package org.coincide.client.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server as a process, which publishes in one of the ways that are compared. */
final class VariantServerProcess implements AutoCloseable {

    private static final Path SERVER = Path.of("..", "engine-app");
    private static final String ANSWER = "benchmark: ";

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream orders;
    private final String broker;
    private final String secret;

    private VariantServerProcess(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        String[] ready = answer().split(" ");
        this.broker = ready[1];
        this.secret = ready[2];
    }

    static VariantServerProcess start(String variant, ClientDatabase on) throws IOException {
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
                        on.name())
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

    void work() throws IOException {
        send("work");
    }

    void rest() throws IOException {
        send("rest");
    }

    /** How many trades have closed, of a server that tells nobody. */
    long closed() throws IOException {
        return Long.parseLong(send("closed").split(" ")[1]);
    }

    private String send(String order) throws IOException {
        orders.println(order);
        return answer();
    }

    /** The next answer; what the server logs stands between them. */
    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ANSWER)) {
                return line.substring(ANSWER.length());
            }
        }
        throw new IOException("The server has ended.");
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
