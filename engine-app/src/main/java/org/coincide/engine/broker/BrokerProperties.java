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
 * Settings of the broker and of the server's connection to it.
 *
 * @param embedded whether the broker runs in the server's JVM; otherwise {@code spring.activemq.broker-url}, {@code .user} and
 *     {@code .password} configure an external broker
 * @param address address on which the embedded broker listens; an address other than loopback needs TLS in front of it
 * @param port TCP port on which the embedded broker listens; 0 selects a free port
 * @param persistent whether the embedded broker stores messages on disk; {@code false} is for tests only
 * @param maxConnections maximum number of connections that the embedded broker accepts at a time
 * @param maxFrameSize maximum size of a command on the wire, in both directions; limits the size of every message
 * @param inactivity time without traffic after which a connection is closed as dead
 * @param admission limits of connections to the embedded broker
 * @param quota share of one client in the embedded broker
 * @param warning limits beyond which health is DEGRADED
 * @param store disk and memory limits of the embedded broker
 * @param connection the server's own connection
 * @param redelivery redelivery of a message that failed for a technical reason
 * @param listener the server's message listeners
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
        @DefaultValue @Valid Admission admission,
        @DefaultValue @Valid Quota quota,
        @DefaultValue @Valid Warning warning,
        @DefaultValue @Valid Store store,
        @DefaultValue @Valid Connection connection,
        @DefaultValue @Valid Redelivery redelivery,
        @DefaultValue @Valid Listener listener) {

    /**
     * Limits of connections to the embedded broker. The server's own connections are inside the JVM and count nowhere.
     *
     * @param connectionsPerAccount connections that one account can have at a time
     * @param pendingPerAddress connections from one address that have not logged in; a new one replaces the oldest
     * @param handshake time from connecting until login, after which the connection is closed
     */
    public record Admission(
            @DefaultValue("20") @Min(1) int connectionsPerAccount,
            @DefaultValue("20") @Min(1) int pendingPerAddress,
            @DefaultValue("5s") Duration handshake) {}

    /**
     * The share of one client, or of the carrier, in the embedded broker. Whoever exceeds a share waits or is refused; the others
     * are not affected.
     *
     * @param rate messages per second that one account can send; faster sends wait
     * @param pending messages of one account that can wait in one of the server's queues; a further send waits for room, and fails
     *     after {@code store.send-fail-after}
     * @param unread messages that can wait in one client's queue; the relay sends further ones as the client reads
     * @param unreadSize size of the messages that can wait in one client's queue
     * @param unreadFor time without reading after which a client whose queue is full cannot send
     * @param transaction time after which the connection of an uncommitted transaction is closed
     */
    public record Quota(
            @DefaultValue("100") @Min(1) int rate,
            @DefaultValue("500") @Min(1) int pending,
            @DefaultValue("5000") @Min(1) int unread,
            @DefaultValue("64MB") DataSize unreadSize,
            @DefaultValue("1m") Duration unreadFor,
            @DefaultValue("1m") Duration transaction) {}

    /**
     * Limits beyond which health is DEGRADED.
     *
     * @param filled part of a client's {@code quota} of unread messages, or of the {@code store}, in percent
     * @param age time that the oldest message may be in one of the server's queues
     */
    public record Warning(
            @DefaultValue("70") @Min(1) @Max(100) int filled,
            @DefaultValue("1m") Duration age) {}

    /**
     * Disk and memory limits of the embedded broker.
     *
     * @param disk maximum size of the store on disk; beyond it a send fails
     * @param memory maximum heap for the messages of all queues together
     * @param memoryPerQueue maximum heap for the messages of one queue, so that a slow client does not use up {@code memory}
     * @param sendFailAfter maximum time that a send waits for free space before it fails
     * @param page number of messages of a queue that are paged in together; limits the messages visible to one transacted reader
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
     * @param failoverTimeout maximum time that a caller waits for an unreachable broker before it gets an exception
     * @param longestReconnect maximum pause between two attempts to connect to an unreachable broker
     * @param closeTimeout maximum time that closing a connection waits for the broker
     * @param prefetch number of messages that a listener prefetches
     * @param pool maximum number of connections that senders share
     */
    public record Connection(
            @DefaultValue("5s") Duration failoverTimeout,
            @DefaultValue("5s") Duration longestReconnect,
            @DefaultValue("5s") Duration closeTimeout,
            @DefaultValue("100") @Min(1) @Max(100) int prefetch,
            @DefaultValue("2") @Min(1) int pool) {}

    /**
     * The back-off between deliveries of a message that failed for a technical reason. The number of deliveries is unlimited: a
     * valid message must not become a dead letter because a database was unreachable.
     *
     * @param first pause before the second delivery
     * @param longest maximum pause; the pause doubles with each delivery
     */
    public record Redelivery(
            @DefaultValue("1s") Duration first,
            @DefaultValue("60s") Duration longest) {}

    /**
     * The server's message listeners.
     *
     * @param concurrency minimum and maximum number of sessions of one listener, {@code min-max}
     * @param firstReconnect pause before a listener's second attempt to connect to an unreachable broker
     * @param longestReconnect maximum pause; the pause doubles with each attempt
     */
    public record Listener(
            @DefaultValue("1-2") String concurrency,
            @DefaultValue("1s") Duration firstReconnect,
            @DefaultValue("30s") Duration longestReconnect) {}
}
