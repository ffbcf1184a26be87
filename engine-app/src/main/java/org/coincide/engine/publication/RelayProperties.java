package org.coincide.engine.publication;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the relay works.
 *
 * @param batchSize messages in one JMS transaction
 * @param brokerIsDownAfter refusals of single messages without one success that mean the broker, not a message, is bad
 * @param linger how long after a commit it waits for others, so that their messages go together
 * @param pace how long at least from one batch to the next under load; a full batch is followed by the next at once
 * @param poll how often it looks for unsent messages without being woken
 * @param maxBackOff the longest wait between attempts while the broker is away; the first is {@code poll}
 * @param lease how long a node keeps the relay without renewing; another may take it then
 */
@Validated
@ConfigurationProperties("coincide.relay")
record RelayProperties(
        @DefaultValue("200") @Positive @Max(1000) int batchSize,
        @DefaultValue("3") @Positive int brokerIsDownAfter,
        @DefaultValue("10ms") Duration linger,
        @DefaultValue("100ms") Duration pace,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("10s") Duration maxBackOff,
        @DefaultValue("15s") Duration lease) {}
