package org.coincide.engine.simulation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** The bean exists only if the simulation is enabled and the server is not configured to use another carrier. */
@ConditionalOnSimulation
@ConditionalOnProperty(name = "coincide.delivery.carrier", havingValue = "simulated", matchIfMissing = true)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ConditionalOnSimulatedCarrier {}
