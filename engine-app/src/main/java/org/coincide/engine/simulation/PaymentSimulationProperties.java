package org.coincide.engine.simulation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pace of the simulated payment provider and bank.
 *
 * @param latency how long the provider takes to answer; zero answers at once
 * @param invoicePaidAfter how long after an invoice the bank sees it paid
 * @param atOnce how many payments the bank reports at one look
 * @param poll how often provider and bank look whether something is due to be reported
 * @param confirmedAfter how long a card's holder takes to confirm a payment, or to refuse it
 * @param confirmationWithin how long a card's holder may take
 * @param confirmationPage what the address begins with where a card's holder confirms
 */
@ConfigurationProperties("coincide.simulation.payment")
record PaymentSimulationProperties(
        @DefaultValue("0s") Duration latency,
        @DefaultValue("3s") Duration invoicePaidAfter,
        @DefaultValue("200") int atOnce,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("3s") Duration confirmedAfter,
        @DefaultValue("15m") Duration confirmationWithin,
        @DefaultValue("https://provider.example/confirm/") String confirmationPage) {}
