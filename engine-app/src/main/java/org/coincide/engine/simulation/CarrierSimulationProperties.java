package org.coincide.engine.simulation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pace of the simulated carrier.
 *
 * @param latency how long the carrier takes to accept a consignment; zero answers at once
 * @param deliveredAfter how long a consignment is on its way
 * @param atOnce how many deliveries the carrier reports at one look
 * @param poll how often the carrier looks whether a delivery is due to be reported
 */
@ConfigurationProperties("coincide.simulation.carrier")
record CarrierSimulationProperties(
        @DefaultValue("0s") Duration latency,
        @DefaultValue("2s") Duration deliveredAfter,
        @DefaultValue("200") int atOnce,
        @DefaultValue("500ms") Duration poll) {}
