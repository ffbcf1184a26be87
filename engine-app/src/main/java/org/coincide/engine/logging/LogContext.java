package org.coincide.engine.logging;

import java.util.function.Supplier;
import org.slf4j.MDC;

/** The trade that the current thread works on, its trace, and the peer for which it works, in the log's context. */
public final class LogContext {

    /** Name in the context; the engine uses the same one for its own lines ({@code loggingContextBusinessKey}). */
    static final String TRADING_ID = "tradingId";

    /** Name in the context, as Micrometer Tracing uses it. */
    static final String TRACE_ID = "traceId";

    /** Name in the context of the account or the address that causes the current work. */
    static final String PEER = "peer";

    private LogContext() {}

    /**
     * Runs the work with the trade in the log's context.
     *
     * @param tradingId trading identifier; null for none
     */
    public static void ofTrade(String tradingId, Runnable work) {
        String before = MDC.get(TRADING_ID);
        set(tradingId);
        try {
            work.run();
        } finally {
            set(before);
        }
    }

    /**
     * Runs the work with the trace in the log's context.
     *
     * @param traceId identifier of the trace; null for none
     */
    public static <T> T ofTrace(String traceId, Supplier<T> work) {
        String before = trace();
        setTrace(traceId);
        try {
            return work.get();
        } finally {
            setTrace(before);
        }
    }

    /**
     * Runs the work with the account or the address that causes it in the log's context.
     *
     * @param peer account of a client or a partner, or the address before the login; null for none
     */
    public static <T> T ofPeer(String peer, Supplier<T> work) {
        String before = peer();
        put(PEER, peer);
        try {
            return work.get();
        } finally {
            put(PEER, before);
        }
    }

    /** Runs the work with the account or the address that causes it in the log's context. */
    public static void ofPeer(String peer, Runnable work) {
        ofPeer(peer, () -> {
            work.run();
            return null;
        });
    }

    /** The account or the address that causes the current work; null if the program works by itself. */
    public static String peer() {
        return MDC.get(PEER);
    }

    /** The trace in the log's context; null for none. */
    public static String trace() {
        return MDC.get(TRACE_ID);
    }

    /** Sets the trace in the log's context; null for none. */
    public static void setTrace(String traceId) {
        put(TRACE_ID, traceId);
    }

    private static void set(String tradingId) {
        put(TRADING_ID, tradingId);
    }

    private static void put(String name, String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }
}
