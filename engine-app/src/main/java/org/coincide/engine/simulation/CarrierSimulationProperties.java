package org.coincide.engine.simulation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Behaviour of the simulated carrier.
 *
 * @param latency response time of the carrier
 * @param deliveredAfter time from the booking until the delivery
 * @param atOnce maximum number of reports in one go
 * @param poll interval between two searches for reports that are due
 */
@ConfigurationProperties("coincide.simulation.carrier")
record CarrierSimulationProperties(
        @DefaultValue("0s") Duration latency,
        @DefaultValue("2s") Duration deliveredAfter,
        @DefaultValue("200") int atOnce,
        @DefaultValue("500ms") Duration poll) {}
