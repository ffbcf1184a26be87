package org.coincide.client.support;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Session;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;

/** The example consumers of the documentation, as processes. A language that is not installed is skipped with a printed reason. */
public final class ExampleConsumers {

    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

    /** The contract's folder, the first argument of each consumer. */
    public static final Path CONTRACT = DOCS.resolve("contract");

    /** A class of hawtbuf, on which ActiveMQ's client depends. */
    private static final String BUFFERS = "org.fusesource.hawtbuf.UTF8Buffer";

    private ExampleConsumers() {}

    /** The source files of a consumer. */
    public static List<Path> sources(String language) throws IOException {
        try (Stream<Path> files =
                Files.list(DOCS.resolve("examples").resolve("consumers").resolve(language))) {
            return files.sorted().toList();
        }
    }

    /** Starts a consumer, whose output goes to the file. */
    public static Process start(String language, Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                switch (language) {
                    case "java" ->
                        java(Files.createTempDirectory(output.toAbsolutePath().getParent(), "java"));
                    case "python" -> List.of("python3", sources(language).get(0).toString());
                    case "perl" -> List.of("perl", sources(language).get(1).toString());
                    case "ruby" -> List.of("ruby", sources(language).get(1).toString());
                    default -> List.of("node", sources(language).get(0).toString());
                });
        command.add(CONTRACT.toString());
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException missing) {
            String reason = command.get(0) + " is not installed, so its example consumer is not tested: "
                    + missing.getMessage();
            System.out.println(reason);
            return Assumptions.abort(reason);
        }
    }

    /** Compiles the consumer in Java, with the jars of ActiveMQ's client alone. */
    private static List<String> java(Path classes) throws IOException {
        String jars = Stream.of(ActiveMQConnectionFactory.class, Session.class, Logger.class, named(BUFFERS))
                .map(ExampleConsumers::jar)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-cp", jars, "-d", classes.toString()));
        sources("java").forEach(file -> options.add(file.toString()));
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        assertThat(failed).as("the compiler's result").isZero();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "-cp", classes + File.pathSeparator + jars, "Consumer");
    }

    private static Class<?> named(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
