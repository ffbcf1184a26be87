package org.coincide.engine.clients;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the clients in the database.
 *
 * @param refresh interval at which a node reads changes that another node has made; its own changes are effective at once
 * @param idleRefresh longest interval at which a node reads changes of other nodes, while it sends no message to a client
 * @param overlap time for which the former secret remains valid after a rotation, unless the rotation names another time
 */
@Validated
@ConfigurationProperties("coincide.client-data")
record ClientDataProperties(
        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration refresh,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration idleRefresh,

        @DefaultValue("7d") @DurationMin(seconds = 0) @DurationMax(days = 365)
        Duration overlap) {}
