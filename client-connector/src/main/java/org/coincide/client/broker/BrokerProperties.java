package org.coincide.client.broker;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the connection to the broker.
 *
 * @param url an ActiveMQ URL; keep {@code failover:(…)?timeout=} so that a send times out if the broker is unreachable, and
 *     {@code wireFormat.maxFrameSize} so that the size of a message is limited
 * @param prefetch number of messages that the broker sends to the inbox in advance; at most 100, which limits memory use
 * @param closeTimeout maximum time to close a connection before it is abandoned
 */
@Validated
@ConfigurationProperties("coincide.broker")
public record BrokerProperties(
        @DefaultValue("failover:(tcp://127.0.0.1:61616?wireFormat.maxFrameSize=1048576)?timeout=5000")
        @Pattern(
                regexp = "(failover|tcp|ssl|nio|nio\\+ssl|vm|discovery):\\S+",
                message = "an ActiveMQ URL, such as failover:(ssl://…:61617)?timeout=5000")
        String url,

        @DefaultValue("100") @Min(1) @Max(100) int prefetch,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration closeTimeout) {}
