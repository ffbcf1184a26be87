package org.coincide.engine.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on the loopback interface that breaks its connections on demand: closes them, closes them in the middle of a frame, or
 * loses everything that they carry without closing them, as a firewall does that has dropped a connection's state.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 8192;

    private final int target;
    private final ServerSocket listening;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean refusing;
    private volatile boolean dropping;

    public TcpProxy(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Closes all connections; new ones are closed at once until {@link #admit()}. */
    public void refuse() {
        refusing = true;
        links.forEach(Link::close);
    }

    /** Loses all bytes of all connections, also of new ones until {@link #admit()}. */
    public void drop() {
        dropping = true;
        silence();
    }

    /** Admits new connections again. */
    public void admit() {
        refusing = false;
        dropping = false;
    }

    /** Loses from now on all bytes of the existing connections, in both directions. New connections work. */
    public void silence() {
        links.forEach(link -> link.budget.set(0));
    }

    /** Loses all bytes of the existing connections after the next ones, so that a frame is lost in its middle. */
    public void silenceAfter(long bytes) {
        links.forEach(link -> link.budget.set(bytes));
    }

    /** The number of bytes that were lost so far. */
    public long lost() {
        return lost.get();
    }

    /** Closes the existing connections after the next bytes, in the middle of a frame. */
    public void cutAfter(long bytes) {
        links.forEach(link -> {
            link.cutting = true;
            link.budget.set(bytes);
        });
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket here = listening.accept();
                if (refusing || !connect(here)) {
                    here.close();
                }
            } catch (IOException closed) {
                // The proxy is closed, which ends the loop.
            }
        }
    }

    /** Returns false if the target is down. */
    private boolean connect(Socket here) {
        try {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
            // Otherwise the second part of an answer waits up to 40 ms until the first one is acknowledged.
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Link link = new Link(here, there);
            if (dropping) {
                link.budget.set(0);
            }
            links.add(link);
            threads.execute(() -> link.copy(here, link.there));
            threads.execute(() -> link.copy(link.there, here));
            return true;
        } catch (IOException down) {
            return false;
        }
    }

    @Override
    public void close() {
        refuse();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    /** A connection through the proxy, with the number of bytes that it still carries. */
    private final class Link {

        private final Socket here;
        private final Socket there;
        private final AtomicLong budget = new AtomicLong(Long.MAX_VALUE);
        private volatile boolean cutting;

        Link(Socket here, Socket there) {
            this.here = here;
            this.there = there;
        }

        void copy(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    int carried = (int) Math.min(read, Math.max(0, budget.getAndAdd(-read)));
                    out.write(buffer, 0, carried);
                    lost.addAndGet(read - carried);
                    if (carried < read && cutting) {
                        break;
                    }
                }
            } catch (IOException disconnected) {
                // Both sockets are closed below.
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            try {
                here.close();
                there.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
