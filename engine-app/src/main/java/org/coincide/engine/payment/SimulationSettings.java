package org.coincide.engine.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pace of the simulated payment provider and bank.
 *
 * @param latency how long the provider takes to answer; zero answers at once
 * @param invoicePaidAfter how long after an invoice the bank sees it paid
 * @param atOnce how many payments the bank reports at one look
 * @param poll how often the bank looks whether a payment is due to be reported
 */
@ConfigurationProperties("coincide.simulation.payment")
record SimulationSettings(
        @DefaultValue("0s") Duration latency,
        @DefaultValue("3s") Duration invoicePaidAfter,
        @DefaultValue("200") int atOnce,
        @DefaultValue("500ms") Duration poll) {}
