package org.coincide.client.contract;

/** Checks and sanitizes text so that every database can store it unchanged. */
public final class StorableText {

    private static final int ESCAPE_LENGTH = 6;
    private static final int HEXADECIMAL = 16;

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

    /**
     * Returns false for JSON with a character that cannot be stored, raw or as an escape sequence: the reader of a value gets the
     * character itself.
     */
    public static boolean isStorableJson(String json) {
        boolean high = false;
        int length = 0;
        for (int at = 0; at < json.length(); at += length) {
            length = lengthAt(json, at);
            char unit = length == ESCAPE_LENGTH
                    ? (char) Integer.parseInt(json, at + 2, at + ESCAPE_LENGTH, HEXADECIMAL)
                    : json.charAt(at);
            if (unit == 0 || high != Character.isLowSurrogate(unit)) {
                return false;
            }
            high = Character.isHighSurrogate(unit);
        }
        return !high;
    }

    /** The length of the character at this position: one unit, an escaped backslash, or an escape with four digits. */
    private static int lengthAt(String json, int at) {
        if (json.charAt(at) != '\\' || at + 1 == json.length()) {
            return 1;
        }
        boolean digits = json.charAt(at + 1) == 'u' && at + ESCAPE_LENGTH <= json.length();
        for (int i = at + 2; digits && i < at + ESCAPE_LENGTH; i++) {
            digits = Character.digit(json.charAt(i), HEXADECIMAL) >= 0;
        }
        return digits ? ESCAPE_LENGTH : json.charAt(at + 1) == '\\' ? 2 : 1;
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
