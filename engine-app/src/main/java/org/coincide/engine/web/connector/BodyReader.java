package org.coincide.engine.web.connector;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.ActionCode;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.coincide.engine.web.connector.IncompleteBodies.IncompleteBody;

/**
 * Reads a request body without blocking on the socket, so that the wait for its rest can end at any time. Only inside the header of
 * a chunk a read can block, up to the connector's time-out of uploads.
 */
final class BodyReader {

    /** The end of the reading. */
    enum Outcome {
        COMPLETE,
        TOO_LARGE,
        UNFINISHED,
        MALFORMED
    }

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(25);

    private final IncompleteBodies incomplete;
    private final Duration time;

    BodyReader(IncompleteBodies incomplete, Duration time) {
        this.incomplete = incomplete;
        this.time = time;
    }

    /** Appends the body to the bytes, until they are more than the limit. */
    Outcome read(Request request, String address, ByteChunk bytes, long limit) throws IOException {
        return read(request, address, limit, buffer -> buffer.appendTo(bytes));
    }

    /** Reads the body up to the limit without keeping it. */
    Outcome discard(Request request, String address, long limit) throws IOException {
        return read(request, address, limit, buffer -> {});
    }

    private Outcome read(Request request, String address, long limit, Target target) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        long pause = FIRST_PAUSE;
        IncompleteBody waiting = null;
        Buffer buffer = new Buffer();
        try {
            for (long count = 0; !isComplete(request); ) {
                if (isAvailable(request)) {
                    int read = request.doRead(buffer);
                    if (read <= 0) {
                        return read < 0 ? Outcome.COMPLETE : Outcome.MALFORMED;
                    }
                    count += read;
                    if (count > limit) {
                        return Outcome.TOO_LARGE;
                    }
                    target.take(buffer);
                } else {
                    Optional<IncompleteBody> entered =
                            waiting == null ? incomplete.enter(address) : Optional.of(waiting);
                    if (entered.isEmpty() || entered.get().isEnded() || System.nanoTime() > end) {
                        waiting = entered.orElse(null);
                        return Outcome.UNFINISHED;
                    }
                    waiting = entered.get();
                    LockSupport.parkNanos(pause);
                    pause = Math.min(pause * 2, LONGEST_PAUSE);
                }
            }
            return Outcome.COMPLETE;
        } catch (BadRequestException malformed) {
            return Outcome.MALFORMED;
        } catch (SocketTimeoutException slow) {
            return Outcome.UNFINISHED;
        } finally {
            if (waiting != null) {
                incomplete.leave(waiting);
            }
        }
    }

    private static boolean isComplete(Request request) {
        AtomicBoolean complete = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, complete);
        return complete.get();
    }

    private static boolean isAvailable(Request request) {
        request.action(ActionCode.AVAILABLE, true);
        return request.getAvailable() > 0;
    }

    /** The destination of the bytes that were read. */
    @FunctionalInterface
    private interface Target {
        void take(Buffer buffer) throws IOException;
    }

    /** The bytes of one read. */
    private static final class Buffer implements ApplicationBufferHandler {

        private ByteBuffer bytes;

        void appendTo(ByteChunk target) throws IOException {
            target.append(bytes);
        }

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // The connector provides the buffer.
        }
    }
}
