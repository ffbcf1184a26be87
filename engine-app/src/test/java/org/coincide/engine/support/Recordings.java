package org.coincide.engine.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.TestInfo;

/** Writes recordings, one file for each test, so that JVMs do not share files. */
public final class Recordings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("target", "histories");

    private Recordings() {}

    /** Writes the recordings of a test by client id. The folder is named after the test's class and its nested class. */
    public static void write(Class<?> testClass, TestInfo test, Map<String, Recording> ofClients) {
        ObjectNode file = JSON.createObjectNode();
        ofClients.forEach((client, recording) -> {
            ObjectNode told = file.putObject(client);
            told.set("closed", recording.closed());
            told.putArray("steps").addAll(recording.own());
        });
        Path folder = FOLDER.resolve(folder(testClass));
        try {
            Files.createDirectories(folder);
            JSON.writeValue(folder.resolve(name(test) + ".json").toFile(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder(Class<?> testClass) {
        Class<?> enclosing = testClass.getEnclosingClass();
        return enclosing == null
                ? testClass.getSimpleName()
                : enclosing.getSimpleName() + "." + testClass.getSimpleName();
    }

    /** The method's name, with the invocation of a parameterized test. */
    private static String name(TestInfo test) {
        String method = test.getTestMethod().map(Method::getName).orElseThrow();
        String shown = test.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-");
        return shown.startsWith(method) ? method : method + "-" + shown;
    }
}
