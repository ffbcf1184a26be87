package org.coincide.client.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A cable to a port, which can be pulled: then all connections end, and new ones are refused. */
final class TcpProxy implements AutoCloseable {

    private final int target;
    private final int port = FreePorts.free();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private ServerSocket listening;

    TcpProxy(int target) {
        this.target = target;
        plug();
    }

    int port() {
        return port;
    }

    synchronized void plug() {
        try {
            var socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            listening = socket;
            threads.execute(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void pull() {
        close(listening);
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var here = socket.accept();
                sockets.add(here);
                var there = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(there);
                threads.execute(() -> copy(here, there));
                threads.execute(() -> copy(there, here));
            } catch (IOException pulled) {
                // The loop's condition tells whether that was all.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException pulled) {
            // What follows is all there is to do.
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pull();
        threads.shutdownNow();
    }
}
