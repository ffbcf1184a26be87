package org.coincide.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "7 | PT7S",
                "' 7 ' | PT7S",
                "601 | PT10M1S",
                "99999999999999999999 | PT596523H14M7S",
                "Sun, 06 Nov 1994 08:49:37 GMT | PT37S",
                "Sun, 06 Nov 1994 08:48:37 GMT | PT0S"
            })
    void aNumberOfSecondsOrADateIsATime(String value, Duration time) {
        assertThat(RetryAfter.of(503, Optional.of(value), NOW)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1.5",
                "soon",
                "7 s",
                "٧",
                "1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT"
            })
    void anotherValueIsNoTime(String value) {
        assertThat(RetryAfter.of(429, Optional.of(value), NOW)).isEmpty();
    }

    @Test
    void onlyARefusalForNowHasATime() {
        assertThat(RetryAfter.of(429, Optional.of("7"), NOW)).contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.of(500, Optional.of("7"), NOW)).isEmpty();
        assertThat(RetryAfter.of(200, Optional.of("7"), NOW)).isEmpty();
        assertThat(RetryAfter.of(503, Optional.empty(), NOW)).isEmpty();
    }
}
