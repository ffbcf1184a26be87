package org.coincide.engine.backlog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the backlog: accepted orders whose processes have not begun, because running trades come first.
 *
 * @param maxOrders orders; at this number no further order is accepted, over HTTP at once, from the queue at the next count. Orders are
 *     accepted again when half of it is left
 * @param interval pause between two counts while jobs wait
 * @param retryAfter time that a client is asked to wait before it sends an order again over HTTP
 */
@Validated
@ConfigurationProperties("coincide.backlog")
record BacklogProperties(
        @DefaultValue("500") @Min(1) @Max(1_000_000) int maxOrders,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration interval,

        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration retryAfter) {}
