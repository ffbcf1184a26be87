package org.coincide.client.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The packaged jars of server and client. */
final class ApplicationJars {

    private static final UnpackedApplication SERVER = new UnpackedApplication(
            Path.of("..", "engine-app", "target"),
            "engine-app",
            "--coincide.broker.port=0",
            "--coincide.simulation.enabled=true");
    private static final UnpackedApplication CLIENT = new UnpackedApplication(
            Path.of("target"),
            "client-connector",
            "--coincide.client.secret=any",
            "--coincide.client.signatures=optional");

    private ApplicationJars() {}

    /**
     * Unpacks both jars, unless they are unpacked already. One after the other: file locks belong to the process, and two JVMs that each
     * hold one lock and wait for the other are refused as a deadlock.
     */
    static void unpack() {
        Stream.of(SERVER, CLIENT).forEach(UnpackedApplication::jar);
    }

    /** The unpacked server, which starts faster. */
    static Path server() {
        return SERVER.jar();
    }

    /** The server's jar as it is built. */
    static Path plainServer() {
        return SERVER.packed();
    }

    /** The unpacked client, which starts faster. */
    static Path client() {
        return CLIENT.jar();
    }

    /** The only file that matches. The server's jar is found by path, because the module must not depend on the server's. */
    static Path only(Path directory, String pattern) {
        try (var found = Files.newDirectoryStream(directory, pattern)) {
            List<Path> jars = new ArrayList<>();
            found.forEach(jars::add);
            if (jars.size() == 1) {
                return jars.get(0);
            }
            throw new IllegalStateException(missing(directory, pattern) + " There are " + jars.size() + " files.");
        } catch (IOException e) {
            throw new IllegalStateException(missing(directory, pattern), e);
        }
    }

    private static String missing(Path directory, String pattern) {
        return "These tests need exactly one file " + directory.resolve(pattern)
                + ". Run `mvn verify` at the root, which packages both applications.";
    }
}
