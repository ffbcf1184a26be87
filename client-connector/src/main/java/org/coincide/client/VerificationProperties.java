package org.coincide.client;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of values in the server's messages. A message outside of them raises a warning and changes nothing.
 *
 * @param actionHosts hosts of the payment provider's pages to which {@code action.url} may lead; {@code *.host} for all hosts below.
 *     The default is the simulator's
 * @param timeAhead maximum time by which a message's {@code time} can be later than this client's clock
 * @param timeBehind maximum age of a message's {@code time}
 * @param dueAhead maximum time by which a deadline or a promised time can be later than this client's clock
 */
@Validated
@ConfigurationProperties("coincide.verification")
record VerificationProperties(
        @DefaultValue("provider.example")
        Set<@Pattern(regexp = "(\\*\\.)?[A-Za-z0-9.-]+", message = "a host name, such as *.provider.example") String>
                actionHosts,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration timeAhead,

        @DefaultValue("3650d") @DurationMin(days = 1) @DurationMax(days = 36_500)
        Duration timeBehind,

        @DefaultValue("1100d") @DurationMin(days = 1) @DurationMax(days = 36_500)
        Duration dueAhead) {}
