package org.coincide.engine.logging;

import java.util.function.Supplier;
import org.slf4j.MDC;

/** The trade that the current thread works on, and its trace, in the log's context. */
public final class LogContext {

    /** Name in the context; the engine uses the same one for its own lines ({@code loggingContextBusinessKey}). */
    static final String TRADING_ID = "tradingId";

    /** Name in the context, as Micrometer Tracing uses it. */
    static final String TRACE_ID = "traceId";

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
