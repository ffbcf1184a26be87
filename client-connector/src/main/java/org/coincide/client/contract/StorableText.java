package org.coincide.client.contract;

/** Checks and sanitizes text so that every database can store it unchanged. */
public final class StorableText {

    private StorableText() {}

    /** Returns false for text with a NUL, which PostgreSQL cannot store, or an unpaired surrogate, which UTF-8 cannot. */
    public static boolean isStorable(String text) {
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

    /** Escapes characters that cannot be stored, and truncates the text to the maximum length. */
    public static String sanitize(String text, int maxLength) {
        if (text == null || (text.length() <= maxLength && isStorable(text))) {
            return text;
        }
        var result = new StringBuilder();
        for (var points = text.codePoints().iterator(); points.hasNext(); ) {
            int point = points.nextInt();
            var next = point == 0 || isSurrogate(point) ? String.format("\\u%04x", point) : Character.toString(point);
            if (result.length() + next.length() > maxLength) {
                break;
            }
            result.append(next);
        }
        return result.toString();
    }

    /** Replaces line breaks, control characters and direction overrides, for a log or a terminal. */
    public static String singleLine(String text) {
        return text == null ? "" : text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
