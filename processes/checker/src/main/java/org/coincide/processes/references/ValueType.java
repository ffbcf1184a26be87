package org.coincide.processes.references;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The type of a value, as far as an editor has to distinguish it. */
public enum ValueType {
    TRUTH("true or false"),
    NUMBER("a number"),
    TEXT("a text"),
    DATE("a date"),
    ROW("a row of a decision table");

    /** The variables that the server takes from the client's order. */
    private static final Map<String, ValueType> OF_ORDER = Map.of(
            "articles", TEXT,
            "clientId", TEXT,
            "currency", TEXT,
            "firstOrder", TRUTH,
            "limitPercent", NUMBER,
            "paymentMethod", TEXT,
            "pieces", NUMBER,
            "shipToCountry", TEXT,
            "total", NUMBER);

    private static final Map<String, ValueType> BY_NAME = Map.ofEntries(
            Map.entry("boolean", TRUTH),
            Map.entry("integer", NUMBER),
            Map.entry("long", NUMBER),
            Map.entry("short", NUMBER),
            Map.entry("double", NUMBER),
            Map.entry("number", NUMBER),
            Map.entry("string", TEXT),
            Map.entry("enum", TEXT),
            Map.entry("date", DATE));

    private final String text;

    ValueType(String text) {
        this.text = text;
    }

    /** The type of a variable that the server takes from the order; empty for every other variable. */
    public static Optional<ValueType> ofOrder(String variable) {
        return Optional.ofNullable(OF_ORDER.get(variable));
    }

    /** The type of a value; empty for lists and others. */
    public static Optional<ValueType> of(Object value) {
        if (value instanceof Boolean) {
            return Optional.of(TRUTH);
        }
        if (value instanceof Number) {
            return Optional.of(NUMBER);
        }
        return value instanceof String ? Optional.of(TEXT) : Optional.empty();
    }

    /** The type by the name that a form, a task or a decision table gives it. */
    public static Optional<ValueType> named(String name) {
        return Optional.ofNullable(name == null ? null : BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return text;
    }
}
