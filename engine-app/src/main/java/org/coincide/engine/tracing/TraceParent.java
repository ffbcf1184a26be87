package org.coincide.engine.tracing;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A position in a W3C trace ({@code traceparent}).
 *
 * @param traceId 32 hexadecimal digits, not all 0
 * @param spanId 16 hexadecimal digits, not all 0
 * @param sampled whether the sender records the trace
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

    /** Maximum length of a traceparent of the known version. */
    public static final int LENGTH = 55;

    private static final Pattern FORMAT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** Parses a header or property. Anything but a valid traceparent of version 00 counts as none, as W3C requires. */
    public static Optional<TraceParent> parse(String text) {
        if (text == null || text.length() != LENGTH) {
            return Optional.empty();
        }
        var matcher = FORMAT.matcher(text);
        if (!matcher.matches()
                || matcher.group(1).equals(NO_TRACE)
                || matcher.group(2).equals(NO_SPAN)) {
            return Optional.empty();
        }
        return Optional.of(
                new TraceParent(matcher.group(1), matcher.group(2), (Integer.parseInt(matcher.group(3), 16) & 1) == 1));
    }

    /**
     * Returns the position from which a trade's messages continue.
     *
     * @param ofOrder the order's traceparent; null if it had none: then the trade has a trace of its own, whose id is the trading identifier
     */
    public static TraceParent ofTrade(String tradingId, String ofOrder) {
        String id = tradingId.replace("-", "");
        return parse(ofOrder).orElseGet(() -> new TraceParent(id, id.substring(16), true));
    }

    TraceParent withSpan(String other) {
        return new TraceParent(traceId, other, sampled);
    }

    /** The text of the header or property. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + (sampled ? "01" : "00");
    }
}
