package org.coincide.client.tracing;

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
    private static final Pattern ATTRIBUTE = Pattern.compile("\"traceparent\"\\s*:\\s*\"([0-9a-f-]{55})\"");
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

    /** Finds the position that a message names; its trace is the one of the trade. */
    public static Optional<TraceParent> ofMessage(String body) {
        var matcher = ATTRIBUTE.matcher(body);
        return matcher.find() ? parse(matcher.group(1)) : Optional.empty();
    }

    /** The text of the header or property. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + (sampled ? "01" : "00");
    }
}
