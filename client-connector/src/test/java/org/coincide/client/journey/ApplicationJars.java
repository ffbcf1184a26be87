package org.coincide.client.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The two applications as they are built. */
final class ApplicationJars {

    private static final UnpackedApplication SERVER = new UnpackedApplication(
            Path.of("..", "engine-app", "target"),
            "engine-app",
            "--coincide.broker.port=0",
            "--coincide.simulation.enabled=true");
    private static final UnpackedApplication CLIENT =
            new UnpackedApplication(Path.of("target"), "client-connector", "--coincide.client.secret=of-nobody");

    private ApplicationJars() {}

    /** Unpacks both, side by side, where that is not done yet. */
    static void unpack() {
        Stream.of(SERVER, CLIENT).parallel().forEach(UnpackedApplication::jar);
    }

    /** The server's, unpacked for a quick start. */
    static Path server() {
        return SERVER.jar();
    }

    /** The client's, unpacked for a quick start. */
    static Path client() {
        return CLIENT.jar();
    }

    /** By path: the client's module must not depend on the server's, in tests neither. */
    static Path only(Path directory, String pattern) {
        try (var found = Files.newDirectoryStream(directory, pattern)) {
            List<Path> jars = new ArrayList<>();
            found.forEach(jars::add);
            if (jars.size() == 1) {
                return jars.get(0);
            }
            throw new IllegalStateException(missing(directory, pattern) + " There are " + jars.size() + ".");
        } catch (IOException e) {
            throw new IllegalStateException(missing(directory, pattern), e);
        }
    }

    private static String missing(Path directory, String pattern) {
        return "These tests start the applications from their jars, and need one " + directory.resolve(pattern)
                + ". Run `mvn verify` at the root, which builds both.";
    }
}
