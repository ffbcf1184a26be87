package org.coincide.engine.payment.books;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Terms of payment, and processing of reports about payments.
 *
 * @param provider name of the adapter of the payment provider, such as {@code stripe}; {@code simulated} or empty with {@code
 *     coincide.simulation.enabled}
 * @param bank name of the adapter of the bank; {@code simulated} or empty with {@code coincide.simulation.enabled}
 * @param invoiceDue time from the issue of an invoice until it is due
 * @param reportAttempts attempts to apply a report of the bank or the provider that meets concurrent changes of the same trade
 * @param statementLines maximum number of lines of a bank statement
 * @param keyLifetime time for which the provider remembers idempotency keys; an older request without a response is not repeated, but
 *     becomes an incident
 * @param confirmationCheck interval of the look-ups of an authorization that a card's holder has to confirm
 * @param refundCheck interval of the look-ups of a pending refund
 * @param refundPoll interval between two searches for pending refunds to look up
 * @param atOnce maximum number of pending refunds that are looked up in one go
 */
@Validated
@ConfigurationProperties("coincide.payment")
public record PaymentProperties(
        @Pattern(
                regexp = "|[a-z][a-z0-9-]{0,31}",
                message = "a name of at most 32 lower-case letters, digits and hyphens")
        String provider,

        @Pattern(
                regexp = "|[a-z][a-z0-9-]{0,31}",
                message = "a name of at most 32 lower-case letters, digits and hyphens")
        String bank,

        @DefaultValue("14d") @DurationMin(minutes = 1) @DurationMax(days = 3650)
        Duration invoiceDue,

        @DefaultValue("5") @Min(1) @Max(1000) int reportAttempts,
        @DefaultValue("1000") @Min(1) @Max(100000) int statementLines,

        @DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 365)
        Duration keyLifetime,

        @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration confirmationCheck,

        @DefaultValue("1h") @DurationMin(millis = 100) @DurationMax(days = 30)
        Duration refundCheck,

        @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration refundPoll,

        @DefaultValue("200") @Min(1) @Max(10000) int atOnce) {}
