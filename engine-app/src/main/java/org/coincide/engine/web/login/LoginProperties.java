package org.coincide.engine.web.login;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Throttling of logins by address. No account is locked.
 *
 * @param attempts number of wrong passwords from an address after which its logins are refused for a time
 * @param firstDelay time for which the logins are refused at first; doubles each time
 * @param longestDelay maximum of the doubling delay
 * @param forgetAfter time without a wrong password after which the address starts anew
 * @param addresses maximum number of addresses with wrong passwords that are remembered
 */
@Validated
@ConfigurationProperties("coincide.login")
record LoginProperties(
        @DefaultValue("10") @Min(1) int attempts,
        @DefaultValue("2s") Duration firstDelay,
        @DefaultValue("30s") Duration longestDelay,
        @DefaultValue("15m") Duration forgetAfter,
        @DefaultValue("10000") @Min(1) int addresses) {}
