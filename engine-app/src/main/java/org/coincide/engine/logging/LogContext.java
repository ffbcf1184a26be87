package org.coincide.engine.logging;

import org.slf4j.MDC;

/** The trade that the current thread works on, in the log's context. */
public final class LogContext {

    /** Name in the context; the engine uses the same one for its own lines ({@code loggingContextBusinessKey}). */
    static final String TRADING_ID = "tradingId";

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

    private static void set(String tradingId) {
        if (tradingId == null) {
            MDC.remove(TRADING_ID);
        } else {
            MDC.put(TRADING_ID, tradingId);
        }
    }
}
