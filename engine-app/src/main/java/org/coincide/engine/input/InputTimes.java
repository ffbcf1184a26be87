package org.coincide.engine.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Times and dates from outside. Java reads years that no database stores, so only those from 1970 to 9999 are accepted. */
public final class InputTimes {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /** The accepted years, for the text of a refusal. */
    public static final String YEARS = "of the years " + FIRST_YEAR + " to " + LAST_YEAR;

    private InputTimes() {}

    /**
     * Reads a time in UTC, such as 2026-11-28T00:00:00Z.
     *
     * @throws DateTimeException if the text is no time, or has another year
     */
    public static Instant instant(String text) {
        return storable(Instant.parse(text));
    }

    /**
     * Reads a time with its offset, such as 2026-11-28T00:00:00+01:00.
     *
     * @throws DateTimeException if the text is no time, or has another year in UTC
     */
    public static Instant withOffset(String text) {
        return storable(OffsetDateTime.parse(text).toInstant());
    }

    /**
     * Reads a date, such as 2026-11-28.
     *
     * @throws DateTimeException if the text is no date, or has another year
     */
    public static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        refuseOtherYears(date);
        return date;
    }

    private static Instant storable(Instant time) {
        refuseOtherYears(time.atOffset(ZoneOffset.UTC));
        return time;
    }

    private static void refuseOtherYears(TemporalAccessor time) {
        if (!isOfYears(time)) {
            throw new DateTimeException("The time " + time + " is not " + YEARS + ".");
        }
    }

    static boolean isOfYears(TemporalAccessor time) {
        int year = time.get(ChronoField.YEAR);
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
