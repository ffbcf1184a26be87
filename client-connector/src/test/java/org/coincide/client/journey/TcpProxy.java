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

/** A TCP proxy that can be disconnected: then all connections are closed, and new ones are refused. */
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
        connect();
    }

    int port() {
        return port;
    }

    synchronized void connect() {
        try {
            var socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            listening = socket;
            threads.execute(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void disconnect() {
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
            } catch (IOException disconnected) {
                // The loop ends if the socket was closed.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException disconnected) {
            // Both sockets are closed below.
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
        disconnect();
        threads.shutdownNow();
    }
}
