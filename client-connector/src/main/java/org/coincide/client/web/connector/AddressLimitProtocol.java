package org.coincide.client.web.connector;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 with a limit on the connections of each address. A connection over the limit closes the one that has been silent for the
 * longest time and serves no request, so that new connections are always accepted. Responses that wait for their reader are limited,
 * and so are the requests that a connection sends without waiting for the responses. Created by its name.
 */
public final class AddressLimitProtocol extends Http11NioProtocol {

    public AddressLimitProtocol() {
        super(new LimitedEndpoint());
    }

    void setConnectionsPerAddress(int limit) {
        ((LimitedEndpoint) getEndpoint()).limit = limit;
    }

    /** @param interval time between two checks while there are more connections than the limit; each request that arrives then causes a further one */
    void setUnreadResponses(int limit, Duration interval) {
        LimitedEndpoint endpoint = (LimitedEndpoint) getEndpoint();
        endpoint.unread = new UnreadResponses(limit);
        endpoint.checkInterval = interval;
    }

    void setPipelinedRequests(int limit) {
        ((LimitedEndpoint) getEndpoint()).pipelined = limit;
    }

    private static final class LimitedEndpoint extends NioEndpoint {

        private volatile int limit = Integer.MAX_VALUE;
        private volatile int pipelined = Integer.MAX_VALUE;
        private volatile UnreadResponses unread = new UnreadResponses(Integer.MAX_VALUE);
        private volatile Duration checkInterval;
        private final AtomicBoolean checking = new AtomicBoolean();

        /** Schedules a check if there may be an excess: each response that waits has a connection of its own. */
        private void checkLater() {
            if (checkInterval != null && isRunning() && mayExceed() && checking.compareAndSet(false, true)) {
                getUtilityExecutor().schedule(this::check, checkInterval.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private boolean mayExceed() {
            return unread.mayBeExceededBy(getConnections().size());
        }

        private void check() {
            try {
                unread.endExcess(getConnections());
            } finally {
                checking.set(false);
            }
            checkLater();
        }

        /** Called by the poller, before a thread is needed, when a connection has sent something. */
        @Override
        public boolean processSocket(SocketWrapperBase<NioChannel> connection, SocketEvent event, boolean dispatch) {
            if (event == SocketEvent.OPEN_READ) {
                connection.setKeepAliveLeft(pipelined);
                if (mayExceed()) {
                    unread.endExcess(getConnections());
                }
            }
            return super.processSocket(connection, event, dispatch);
        }

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            boolean accepted = super.setSocketOptions(socket);
            if (accepted && getConnectionCount() > limit) {
                closeExcess(socket.socket().getInetAddress().getHostAddress());
            }
            checkLater();
            return accepted;
        }

        private void closeExcess(String address) {
            List<SocketWrapperBase<NioChannel>> connections = getConnections().stream()
                    .filter(connection -> address.equals(connection.getRemoteAddr()))
                    // Times as they are now, because they change while they are compared.
                    .map(connection -> Map.entry(lastRead(connection), connection))
                    .sorted(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue)
                    .toList();
            long excess = connections.size() - limit;
            for (SocketWrapperBase<NioChannel> connection : connections) {
                if (excess > 0 && closeIfWaiting(connection)) {
                    excess--;
                }
            }
        }

        private static long lastRead(SocketWrapperBase<NioChannel> connection) {
            return ((NioSocketWrapper) connection).getLastRead();
        }

        /** Closes the connection unless a request is processed in it. A thread that processes one holds the lock. */
        private static boolean closeIfWaiting(SocketWrapperBase<NioChannel> connection) {
            Lock lock = connection.getLock();
            if (!lock.tryLock()) {
                return false;
            }
            try {
                if (connection.getCurrentProcessor() instanceof Processor processor && processor.isAsync()) {
                    return false;
                }
                connection.close();
                return true;
            } finally {
                lock.unlock();
            }
        }
    }
}
