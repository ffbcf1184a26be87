package org.coincide.client.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The time after which a refused request can be sent again, by the header Retry-After of the response (RFC 9110). */
public final class RetryAfter {

    /** Too many requests; the service is unavailable. */
    private static final Set<Integer> STATUSES = Set.of(429, 503);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    /** More digits would not fit into a number. */
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** Returns true if a response with the status refuses the request for now. */
    public static boolean isBusy(int status) {
        return STATUSES.contains(status);
    }

    /**
     * Returns the time from now on, without a limit; empty for another status, or without a readable value. The value is a number of
     * seconds or an HTTP date.
     */
    public static Optional<Duration> of(int status, Optional<String> value, Instant now) {
        return value.map(String::trim)
                .filter(text -> isBusy(status))
                .flatMap(text -> SECONDS.matcher(text).matches() ? Optional.of(seconds(text)) : until(text, now));
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits));
    }

    /** The obsolete forms of an HTTP date, which no sender may generate, are not read. */
    private static Optional<Duration> until(String date, Instant now) {
        try {
            var time = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
            return Optional.of(time.isNegative() ? Duration.ZERO : time);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
