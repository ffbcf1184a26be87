package org.coincide.engine.web.connector;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Limits the responses that wait for their reader, each in a thread. Of more, those of the address with the most end, the one that has
 * made no progress for the longest time first: a reader that does not pause is never the first.
 */
final class UnreadResponses {

    private static final Log LOG = LogFactory.getLog(UnreadResponses.class);

    /** A response as it is now: its connection changes, and may be closed, while the responses are compared. */
    private record Waiting(String address, long lastWrite, NioSocketWrapper connection) {

        static Waiting of(NioSocketWrapper connection) {
            return new Waiting(String.valueOf(connection.getRemoteAddr()), connection.getLastWrite(), connection);
        }
    }

    private final int limit;

    UnreadResponses(int limit) {
        this.limit = limit;
    }

    boolean mayBeExceededBy(int connections) {
        return connections > limit;
    }

    void endExcess(Collection<SocketWrapperBase<NioChannel>> connections) {
        Map<String, Deque<Waiting>> waiting = connections.stream()
                .map(NioSocketWrapper.class::cast)
                .filter(connection -> !connection.isClosed() && connection.interestOpsHas(SelectionKey.OP_WRITE))
                .map(Waiting::of)
                .sorted(comparingLong(Waiting::lastWrite))
                .collect(groupingBy(Waiting::address, toCollection(ArrayDeque::new)));
        int excess = waiting.values().stream().mapToInt(Deque::size).sum() - limit;
        for (; excess > 0; excess--) {
            waiting.values().stream()
                    .max(comparingInt(Deque::size))
                    .map(Deque::remove)
                    .ifPresent(response -> end(response.connection()));
        }
    }

    /** Lets the thread that waits for the reader fail. That thread closes the connection, and unread bytes are discarded with it. */
    private static void end(NioSocketWrapper connection) {
        SocketChannel channel = connection.getSocket().getIOChannel();
        if (channel == null) {
            return;
        }
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.shutdownOutput();
        } catch (IOException closed) {
            LOG.debug("The connection of an unread response was closed before it was ended", closed);
        }
    }
}
