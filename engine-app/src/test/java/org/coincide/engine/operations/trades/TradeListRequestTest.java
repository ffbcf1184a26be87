package org.coincide.engine.operations.trades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.ErrorResponseException;

/** The parameters of the list of trades. */
class TradeListRequestTest {

    @Test
    void aTimeIsRead() {
        assertThat(TradeListRequest.parse(one("since", "2026-11-28T00:00:00Z"), null)
                        .since())
                .isEqualTo(Instant.parse("2026-11-28T00:00:00Z"));
    }

    /** Java reads these times, and no database stores them. */
    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"})
    void aTimeOfAnotherYearIsRefused(String since) {
        assertRefused(
                "since",
                since,
                "The parameter since is " + since
                        + ". Send a time such as 2026-11-28T00:00:00Z, of the years 1970 to 9999.");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ",,", "COMPLETED,"})
    void anEmptyStatusIsRefused(String statuses) {
        assertRefused("order", statuses, "The parameter order is . Send one of ");
    }

    private static void assertRefused(String name, String value, String detail) {
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> TradeListRequest.parse(one(name, value), null))
                .satisfies(refused -> assertThat(refused.getBody().getDetail()).startsWith(detail));
    }

    private static LinkedMultiValueMap<String, String> one(String name, String value) {
        LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        parameters.add(name, value);
        return parameters;
    }
}
