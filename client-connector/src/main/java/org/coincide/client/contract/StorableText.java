package org.coincide.client.contract;

/** What a text may hold so that every database and every reader keeps it as it is. */
public final class StorableText {

    private StorableText() {}

    /** Whether the text has neither a NUL, which PostgreSQL cannot store, nor half a surrogate pair, which UTF-8 cannot. */
    public static boolean allStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == 0 || Character.isLowSurrogate(next)) {
                return false;
            }
            if (Character.isHighSurrogate(next)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The text with what cannot be stored written as an escape, cut to a length. */
    public static String storable(String text, int longest) {
        if (text == null || (text.length() <= longest && allStorable(text))) {
            return text;
        }
        var result = new StringBuilder();
        for (var points = text.codePoints().iterator(); points.hasNext(); ) {
            int point = points.nextInt();
            var next = point == 0 || isHalf(point) ? String.format("\\u%04x", point) : Character.toString(point);
            if (result.length() + next.length() > longest) {
                break;
            }
            result.append(next);
        }
        return result.toString();
    }

    /** One line for a log or a terminal: no line breaks, no control characters, no direction overrides. */
    public static String onOneLine(String text) {
        return text == null ? "" : text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
