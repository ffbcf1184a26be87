package org.coincide.engine.json;

import java.util.OptionalInt;

/**
 * Texts that every database stores unchanged: without NUL, which PostgreSQL cannot store, and without unpaired surrogates, which UTF-8
 * cannot encode. Lengths are counted in code points, as in JSON Schema.
 */
public final class StorableText {

    private static final int ESCAPE_LENGTH = 6;
    private static final int HEXADECIMAL = 16;

    private StorableText() {}

    /**
     * Returns the position, from 1, of the first character of a JSON text that cannot be stored, raw or as an escape sequence. Text that
     * is not JSON is searched in the same way.
     */
    public static OptionalInt firstInvalid(CharSequence json) {
        int high = -1;
        int length = 0;
        for (int at = 0; at < json.length(); at += length) {
            length = lengthAt(json, at);
            char unit = length == ESCAPE_LENGTH ? escaped(json, at) : json.charAt(at);
            boolean completes = high >= 0 && Character.isLowSurrogate(unit);
            if (high >= 0 && !completes) {
                return OptionalInt.of(high + 1);
            }
            if (unit == 0 || Character.isLowSurrogate(unit) && !completes) {
                return OptionalInt.of(at + 1);
            }
            high = Character.isHighSurrogate(unit) ? at : -1;
        }
        return high < 0 ? OptionalInt.empty() : OptionalInt.of(high + 1);
    }

    /** Shortens a text to a number of code points; null stays null. */
    public static String shortened(String text, int codePoints) {
        return text == null || text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    /** The length of the character at this position: one unit, an escaped backslash, or an escape with four digits. */
    private static int lengthAt(CharSequence json, int at) {
        if (json.charAt(at) != '\\' || at + 1 == json.length()) {
            return 1;
        }
        boolean digits = json.charAt(at + 1) == 'u' && at + ESCAPE_LENGTH <= json.length();
        for (int i = at + 2; digits && i < at + ESCAPE_LENGTH; i++) {
            digits = Character.digit(json.charAt(i), HEXADECIMAL) >= 0;
        }
        return digits ? ESCAPE_LENGTH : json.charAt(at + 1) == '\\' ? 2 : 1;
    }

    private static char escaped(CharSequence json, int at) {
        return (char) Integer.parseInt(json, at + 2, at + ESCAPE_LENGTH, HEXADECIMAL);
    }
}
