package org.coincide.engine.simulation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Behaviour of the simulated carrier.
 *
 * @param latency response time of the carrier
 * @param deliveredAfter time from the booking until the delivery
 * @param atOnce maximum number of reports in one go
 * @param poll interval between two searches for reports that are due
 * @param markAfter longest time for which only memory knows that a parcel's last event was reported; until then, the next booking stores
 *     it in its transaction. After a crash such an event is reported again, which changes nothing
 */
@Validated
@ConfigurationProperties("coincide.simulation.carrier")
record CarrierSimulationProperties(
        @DefaultValue("0s") @DurationMin @DurationMax(minutes = 1)
        Duration latency,

        @DefaultValue("2s") @DurationMin @DurationMax(days = 365)
        Duration deliveredAfter,

        @DefaultValue("200") @Min(1) @Max(10000) int atOnce,

        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration poll,

        @DefaultValue("1s") @DurationMin @DurationMax(minutes = 1)
        Duration markAfter) {}
