package org.coincide.engine.publication;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the relay.
 *
 * @param batchSize maximum number of messages to one client in one JMS transaction
 * @param batchesAtOnce number of batches to one client that are read at once; while the broker commits one, the next is signed and
 *     transmitted
 * @param maxRefusals number of messages that are tried one by one after a refused batch until one is accepted; if all are refused, the relay
 *     leaves the client out for a pause
 * @param pace minimum time from the beginning of a batch to that of the next one under load; a full batch is followed by the next at once
 * @param pacedFrom messages per second above which the relay is under load; below, each message is sent right after its commit
 * @param markAfter longest time after which sent messages are marked as sent, those of several batches in one transaction; a server that is killed
 *     meanwhile sends them again, and the clients ignore the duplicates
 * @param poll interval at which the relay checks for unsent messages without a commit
 * @param idlePoll longest interval at which the relay checks for unsent messages, while this server appends none itself
 * @param maxBackOff maximum pause between attempts while the broker is unreachable, or refuses the messages to a client; the first pause is
 *     {@code poll}
 * @param refill age of the messages that are sent again after the broker's store was damaged or deleted; a client that did not read for a
 *     longer time requests older messages by an inquiry
 * @param lease time after which another node can take the lease if the holder does not renew it; the same for all nodes
 * @param stalledAfter time without progress of a batch after which the relay's broker connections are aborted and health is DOWN;
 *     longer than {@code coincide.broker.connection.request-timeout}
 */
@Validated
@ConfigurationProperties("coincide.relay")
record RelayProperties(
        @DefaultValue("200") @Min(1) @Max(1000) int batchSize,
        @DefaultValue("10") @Min(1) @Max(20) int batchesAtOnce,
        @DefaultValue("3") @Min(1) @Max(1000) int maxRefusals,

        @DefaultValue("50") @Min(1) @Max(10000) int pacedFrom,

        @DefaultValue("100ms") @DurationMin @DurationMax(seconds = 10)
        Duration pace,

        @DefaultValue("500ms") @DurationMin @DurationMax(seconds = 10)
        Duration markAfter,

        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration poll,

        @DefaultValue("10s") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration idlePoll,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration maxBackOff,

        @DefaultValue("30d") @DurationMin(minutes = 1) @DurationMax(days = 3650)
        Duration refill,

        @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration lease,

        @DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration stalledAfter) {

    /** Returns new pauses, each twice as long as the one before. */
    BackOffExecution pauses() {
        ExponentialBackOff pauses = new ExponentialBackOff(poll.toMillis(), 2);
        pauses.setMaxInterval(maxBackOff.toMillis());
        return pauses.start();
    }
}
