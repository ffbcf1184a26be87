package org.coincide.engine.simulation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Behaviour of the simulated payment provider and bank.
 *
 * @param latency response time of the provider
 * @param invoicePaidAfter time from an invoice until the bank reports its payment
 * @param atOnce maximum number of reports in one go
 * @param poll interval between two searches for reports that are due
 * @param confirmedAfter time until a card's holder confirms or refuses a payment
 * @param confirmationWithin deadline for the confirmation by a card's holder
 * @param confirmationPage prefix of the URL where a card's holder confirms
 * @param reportedAfter time until a pending refund is complete, or a payment is disputed
 * @param captures whether an authorization can be captured ONCE or IN_PARTS
 */
@Validated
@ConfigurationProperties("coincide.simulation.payment")
record PaymentSimulationProperties(
        @DefaultValue("0s") @DurationMin @DurationMax(minutes = 1)
        Duration latency,

        @DefaultValue("3s") @DurationMin @DurationMax(days = 3650)
        Duration invoicePaidAfter,

        @DefaultValue("200") @Min(1) @Max(10000) int atOnce,

        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration poll,

        @DefaultValue("3s") @DurationMin @DurationMax(days = 365)
        Duration confirmedAfter,

        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 30)
        Duration confirmationWithin,

        @DefaultValue("https://provider.example/confirm/")
        @Pattern(regexp = "|https?://\\S+", message = "an http or https URL")
        String confirmationPage,

        @DefaultValue("3s") @DurationMin @DurationMax(days = 365)
        Duration reportedAfter,

        @DefaultValue("IN_PARTS") CaptureSupport captures) {}
