package org.coincide.client.support;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts at the limits of a schema, and texts that some program or database cannot store. */
public enum OddText {
    /** Each emoji is one character of JSON Schema and two UTF-16 units. */
    EMOJI(true),
    LONGEST(true),
    TOO_LONG(false),
    NUL(false),
    LONE_HIGH_SURROGATE(false),
    LONE_LOW_SURROGATE(false),
    TRAILING_LINE_BREAK(true),
    TRAILING_LINE_SEPARATOR(true),
    RIGHT_TO_LEFT(true),
    COMBINING_MARKS(true);

    private static final int DEFAULT_LENGTH = 1000;
    private static final String HIGH = Character.toString((char) 0xD83D);
    private static final String LOW = Character.toString((char) 0xDE00);
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final boolean storable;

    OddText(boolean storable) {
        this.storable = storable;
    }

    /** The texts that a field without a pattern accepts. */
    public static Stream<OddText> storable() {
        return Stream.of(values()).filter(text -> text.storable);
    }

    /** The value for a field of this schema; {@code valid} is a valid value. */
    public String in(JsonNode schema, String valid) {
        int length = schema.path("maxLength").asInt(DEFAULT_LENGTH);
        return switch (this) {
            case EMOJI -> (HIGH + LOW).repeat(length);
            case LONGEST -> "x".repeat(length);
            case TOO_LONG -> "x".repeat(schema.path("maxLength").asInt(200_000) + 1);
            case NUL -> valid + "\u0000";
            case LONE_HIGH_SURROGATE -> valid + HIGH;
            case LONE_LOW_SURROGATE -> LOW + valid;
            case TRAILING_LINE_BREAK -> cut(valid, length) + "\n";
            case TRAILING_LINE_SEPARATOR -> cut(valid, length) + "\u2028";
            case RIGHT_TO_LEFT -> "\u200F\u202E" + cut(valid, length - 1) + "\u05D0";
            case COMBINING_MARKS -> cut(valid, length) + "\u0301";
        };
    }

    private static String cut(String valid, int length) {
        return valid.substring(0, Math.min(valid.length(), length - 2));
    }

    /** Returns true if a field of this schema may have this text. */
    public boolean isAllowedBy(JsonNode schema, String valid) {
        String text = in(schema, valid);
        JsonNode type = schema.path("type");
        boolean anyText =
                (type.asText().equals("string") || type.path(0).asText().equals("string"))
                        && !schema.has("format")
                        && text.codePointCount(0, text.length())
                                <= schema.path("maxLength").asInt(DEFAULT_LENGTH);
        return storable && (anyText || isTrimmed(schema)) && (!schema.has("pattern") || matches(schema, text));
    }

    /** Jackson trims dates, so that a line break is no part of the value. */
    private boolean isTrimmed(JsonNode schema) {
        return this == TRAILING_LINE_BREAK && schema.path("format").asText().equals("date");
    }

    private static boolean matches(JsonNode schema, String text) {
        return Pattern.compile(schema.path("pattern").asText()).matcher(text).find();
    }

    /** The message in ASCII: all other characters, and lone surrogates, as escape sequences. */
    public static String json(JsonNode message) {
        try {
            return ASCII.writeValueAsString(message);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
