package org.coincide.client.web.login;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the login to the client's page and API.
 *
 * @param mode {@code local}: people and programs log in with the account in {@code client-<id>/login.properties} of the data directory,
 *     which the first start creates. {@code oidc}: people log in at the provider of {@code spring.security.oauth2.client}, programs with
 *     that account. {@code none}: no login, on a loopback address only
 * @param user user name of the local account
 * @param group group whose members may log in at the provider; empty for every user of the provider
 * @param groupsClaim claim of the ID token or of the user information that lists the user's groups
 * @param timeout maximum time of a connection to the provider, and of its response
 * @param loginTime maximum time between the redirection to the provider and the return
 * @param pendingLogins maximum number of people who are at the provider to log in; a further one ends the oldest of these logins
 * @param longestSession time after which a person has to log in again
 * @param attempts number of wrong passwords from an address after which its logins are refused for a time
 * @param firstDelay time for which the logins are refused at first; doubles each time
 * @param longestDelay maximum of the doubling delay
 * @param forgetAfter time without a wrong password after which the count of the address is reset
 * @param addresses maximum number of addresses with wrong passwords that are remembered
 */
@Validated
@ConfigurationProperties("coincide.web.login")
record LoginProperties(
        @DefaultValue("local") Mode mode,

        @DefaultValue("ledger") @Pattern(regexp = "[A-Za-z0-9._@-]{1,64}")
        String user,

        @DefaultValue("groups") @NotBlank @Size(max = 200) String groupsClaim,

        @DefaultValue("") @Size(max = 200) String group,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration timeout,

        @DefaultValue("10m") @DurationMin(minutes = 1) @DurationMax(hours = 1)
        Duration loginTime,

        @DefaultValue("1000") @Min(1) @Max(100_000) int pendingLogins,

        @DefaultValue("12h") @DurationMin(minutes = 1) @DurationMax(days = 30)
        Duration longestSession,

        @DefaultValue("10") @Min(1) @Max(1000) int attempts,

        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration firstDelay,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration longestDelay,

        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration forgetAfter,

        @DefaultValue("10000") @Min(100) @Max(10_000_000) int addresses) {

    /** The ways to log in. */
    enum Mode {
        LOCAL,
        OIDC,
        NONE
    }
}
