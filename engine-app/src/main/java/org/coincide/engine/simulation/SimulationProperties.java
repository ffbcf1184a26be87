package org.coincide.engine.simulation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Simulated partners, for trying the server out and for tests.
 *
 * @param enabled whether payment provider, bank and carrier are simulated, as far as no adapter is configured for them
 *     ({@code coincide.payment.provider}, {@code coincide.payment.bank}, {@code coincide.delivery.carrier})
 */
@ConfigurationProperties(SimulationProperties.PREFIX)
record SimulationProperties(@DefaultValue("false") boolean enabled) {

    static final String PREFIX = "coincide.simulation";
}
