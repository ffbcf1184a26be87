package org.coincide.client.statements;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the comparison with the server's statements.
 *
 * @param heartbeat time within which a statement is expected while the server has not announced its own; health is DEGRADED after
 *     three of them without a statement
 * @param deniedAfter minimum age of a trade that a full statement lacks, before that is a warning
 */
@Validated
@ConfigurationProperties("coincide.statements")
record StatementProperties(
        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration heartbeat,

        @DefaultValue("10m") @DurationMin @DurationMax(days = 1)
        Duration deniedAfter) {}
