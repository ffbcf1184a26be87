package org.coincide.client.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports below the system's ephemeral range, so that no outgoing connection takes one before it is used. A file for each port keeps the
 * other processes of the tests from choosing it meanwhile.
 */
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int LIMIT = 32_000;

    private static final Path TAKEN = Path.of("target", "ports");

    private FreePorts() {}

    public static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LIMIT);
        } while (!isTakenNow(port) || isUsed(port));
        return port;
    }

    private static boolean isTakenNow(int port) {
        Path file = TAKEN.resolve(String.valueOf(port));
        try {
            Files.createDirectories(TAKEN);
            Files.createFile(file).toFile().deleteOnExit();
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static boolean isUsed(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException inUse) {
            return true;
        }
    }
}
