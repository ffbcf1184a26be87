package org.coincide.client.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports below the system's ephemeral range, so that no outgoing connection takes one before it is used. */
final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int LIMIT = 32_000;

    private static final Set<Integer> RETURNED = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LIMIT);
        } while (!RETURNED.add(port) || isUsed(port));
        return port;
    }

    private static boolean isUsed(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException inUse) {
            return true;
        }
    }
}
