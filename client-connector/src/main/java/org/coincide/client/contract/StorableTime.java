package org.coincide.client.contract;

import java.time.DateTimeException;
import java.time.Instant;

/** Times from outside, within the years that every database can store and compare. */
public final class StorableTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private StorableTime() {}

    /**
     * Reads a time in the form of ISO 8601, such as {@code 2026-11-28T00:00:00Z}.
     *
     * @throws DateTimeException if the text is no time of the years 1 to 9999
     */
    public static Instant parse(String text) {
        var time = Instant.parse(text);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException(
                    "The time is not of the years 1 to 9999. Use one such as 2026-11-28T00:00:00Z.");
        }
        return time;
    }
}
