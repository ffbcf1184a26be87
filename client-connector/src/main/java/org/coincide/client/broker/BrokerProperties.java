package org.coincide.client.broker;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the broker is.
 *
 * @param url an ActiveMQ URL; keep {@code failover:(…)?timeout=} so that a send gives up when the broker is away, and
 *     {@code wireFormat.maxFrameSize} so that no message can fill the memory
 * @param prefetch messages that the broker may send ahead to the inbox; at most 100, which keeps the memory bounded
 * @param closeTimeout how long closing a connection may take before it is left behind
 */
@Validated
@ConfigurationProperties("coincide.broker")
public record BrokerProperties(
        @DefaultValue("failover:(tcp://127.0.0.1:61616?wireFormat.maxFrameSize=1048576)?timeout=5000")
        String url,

        @DefaultValue("100") @Min(1) @Max(100) int prefetch,
        @DefaultValue("5s") Duration closeTimeout) {}
