package org.coincide.engine.broker;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How server and broker work together.
 *
 * @param embedded whether the broker runs in this JVM; else {@code spring.activemq.broker-url} says where it is, and
 *     {@code spring.activemq.user} and {@code .password} who the server is there
 * @param address where the embedded broker listens; anything but a loopback address needs TLS in front of it
 * @param port where the embedded broker listens; 0 takes a free one
 * @param persistent whether the embedded broker keeps messages on disk; off for tests alone
 * @param maxConnections how many connections the embedded broker takes at a time
 * @param maxFrameSize how large one command on the wire may be, on both ends: this bounds every message
 * @param inactivity after how long a silent connection is taken for dead
 * @param store what the embedded broker may take of disk and memory
 * @param connection the server's own connection
 * @param redelivery how a message that failed for a technical reason comes back
 * @param listener the server's listeners
 */
@Validated
@ConfigurationProperties("coincide.broker")
public record BrokerProperties(
        @DefaultValue("true") boolean embedded,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("61616") @Min(0) @Max(65535) int port,
        @DefaultValue("true") boolean persistent,
        @DefaultValue("200") @Min(1) int maxConnections,
        @DefaultValue("1MB") DataSize maxFrameSize,
        @DefaultValue("30s") Duration inactivity,
        @DefaultValue @Valid Store store,
        @DefaultValue @Valid Connection connection,
        @DefaultValue @Valid Redelivery redelivery,
        @DefaultValue @Valid Listener listener) {

    /**
     * Limits of the embedded broker.
     *
     * @param disk how large its store may grow before a send fails
     * @param memory how much heap messages may take, all queues together
     * @param memoryPerQueue how much of it one queue may take: a slow client must not crowd out the others
     * @param sendFailAfter how long a send waits for space before it fails
     * @param page how many messages of a queue are looked at together: a transacted reader sees no further than this
     */
    public record Store(
            @DefaultValue("4GB") DataSize disk,
            @DefaultValue("128MB") DataSize memory,
            @DefaultValue("16MB") DataSize memoryPerQueue,
            @DefaultValue("5s") Duration sendFailAfter,
            @DefaultValue("2000") @Min(200) int page) {}

    /**
     * The server's connection.
     *
     * @param failoverTimeout how long a caller waits for a broker that is away before it gets an exception
     * @param longestReconnect the longest pause between two attempts to find a broker that is away
     * @param closeTimeout how long closing waits for the broker
     * @param prefetch how many messages a listener holds ready
     * @param pool how many connections senders share
     */
    public record Connection(
            @DefaultValue("5s") Duration failoverTimeout,
            @DefaultValue("5s") Duration longestReconnect,
            @DefaultValue("5s") Duration closeTimeout,
            @DefaultValue("100") @Min(1) @Max(100) int prefetch,
            @DefaultValue("2") @Min(1) int pool) {}

    /**
     * The pauses of a message that failed for a technical reason. There is no last attempt: a good message must not end
     * among the dead letters because a database was away.
     *
     * @param first pause before the second attempt
     * @param longest the pause doubles up to this
     */
    public record Redelivery(
            @DefaultValue("1s") Duration first,
            @DefaultValue("60s") Duration longest) {}

    /**
     * The server's listeners.
     *
     * @param concurrency sessions of one listener, {@code least-most}
     * @param firstReconnect pause before a listener looks again for a broker that is away
     * @param longestReconnect the pause doubles up to this
     */
    public record Listener(
            @DefaultValue("1-2") String concurrency,
            @DefaultValue("1s") Duration firstReconnect,
            @DefaultValue("30s") Duration longestReconnect) {}
}
