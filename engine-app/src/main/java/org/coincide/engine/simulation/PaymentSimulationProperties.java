package org.coincide.engine.simulation;

import java.time.Duration;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
@ConfigurationProperties("coincide.simulation.payment")
record PaymentSimulationProperties(
        @DefaultValue("0s") Duration latency,
        @DefaultValue("3s") Duration invoicePaidAfter,
        @DefaultValue("200") int atOnce,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("3s") Duration confirmedAfter,
        @DefaultValue("15m") Duration confirmationWithin,
        @DefaultValue("https://provider.example/confirm/") String confirmationPage,
        @DefaultValue("3s") Duration reportedAfter,
        @DefaultValue("IN_PARTS") CaptureSupport captures) {}
