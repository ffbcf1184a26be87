package org.coincide.engine.web.login;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Throttling of logins by address. No account is locked.
 *
 * @param attempts number of wrong passwords from an address after which its logins are refused for a time
 * @param firstDelay time for which the logins are refused at first; doubles each time
 * @param longestDelay maximum of the doubling delay
 * @param forgetAfter time without a wrong password after which the count of the address is reset
 * @param addresses maximum number of addresses with wrong passwords that are remembered
 */
@Validated
@ConfigurationProperties("coincide.login")
record LoginProperties(
        @DefaultValue("10") @Min(1) @Max(1000) int attempts,

        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration firstDelay,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration longestDelay,

        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration forgetAfter,

        @DefaultValue("10000") @Min(100) @Max(10000000) int addresses) {

    /** Validates longestDelay. */
    @AssertTrue(
            message =
                    "The value is below coincide.login.first-delay. Set at least the value of coincide.login.first-delay.")
    boolean isLongestDelay() {
        return longestDelay.compareTo(firstDelay) >= 0;
    }
}
