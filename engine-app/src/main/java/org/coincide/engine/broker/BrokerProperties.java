package org.coincide.engine.broker;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.coincide.engine.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the broker and of the server's connection to it.
 *
 * @param embedded whether the broker runs in the server's JVM; otherwise {@code spring.activemq.broker-url}, {@code .user} and
 *     {@code .password} configure an external broker
 * @param address address on which the embedded broker listens; an address other than loopback needs {@code ssl-bundle} or
 *     {@code behind-tls}
 * @param sslBundle name of the SSL bundle ({@code spring.ssl.bundle}) with which the embedded broker encrypts, or by which the
 *     server trusts an external broker; empty for no encryption, or for the certificates that Java trusts
 * @param behindTls whether a proxy in front of the embedded broker ends TLS, which an address other than loopback needs
 * @param port TCP port on which the embedded broker listens; 0 selects a free port
 * @param persistent whether the embedded broker stores messages on disk; {@code false} is for tests only
 * @param maxConnections maximum number of connections that the embedded broker accepts at a time
 * @param maxFrameSize maximum size of a command on the wire, in both directions; limits the size of every message
 * @param inactivity time without traffic, keep-alives included, after which a connection is closed as dead; a peer notices after
 *     at most twice this time
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

        @DefaultValue("127.0.0.1") @NotBlank @Size(max = 255)
        String address,

        @DefaultValue("") @Size(max = 255) String sslBundle,
        @DefaultValue("false") boolean behindTls,
        @DefaultValue("61616") @Min(0) @Max(65535) int port,
        @DefaultValue("true") boolean persistent,
        @DefaultValue("200") @Min(1) @Max(10000) int maxConnections,

        @DefaultValue("1MB") @DataSizeRange(min = "64KB", max = "100MB")
        DataSize maxFrameSize,

        @DefaultValue("5s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration inactivity,

        @DefaultValue @Valid Admission admission,
        @DefaultValue @Valid Quota quota,
        @DefaultValue @Valid Warning warning,
        @DefaultValue @Valid Store store,
        @DefaultValue @Valid Connection connection,
        @DefaultValue @Valid Redelivery redelivery,
        @DefaultValue @Valid Listener listener) {

    private static final java.util.regex.Pattern LOOPBACK =
            java.util.regex.Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    /** Validates address: passwords and orders of clients must not cross a network unencrypted. */
    @AssertTrue(
            message =
                    "The address is not a loopback address, and connections to the embedded broker are not encrypted."
                            + " Set 127.0.0.1, or set coincide.broker.ssl-bundle, or put a proxy that ends TLS in front of the broker and set coincide.broker.behind-tls=true.")
    boolean isAddress() {
        return !embedded
                || behindTls
                || !sslBundle.isEmpty()
                || LOOPBACK.matcher(address).matches();
    }

    /**
     * Limits of connections to the embedded broker. The server's own connections are inside the JVM and count nowhere.
     *
     * @param connectionsPerAccount connections that one account can have at a time
     * @param pendingPerAddress connections from one address that have not logged in; a new one replaces the oldest
     * @param handshake time from connecting until login, after which the connection is closed
     */
    public record Admission(
            @DefaultValue("20") @Min(1) @Max(10000) int connectionsPerAccount,
            @DefaultValue("20") @Min(1) @Max(10000) int pendingPerAddress,

            @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
            Duration handshake) {}

    /**
     * The share of one client, or of the carrier, in the embedded broker. An account that exceeds its share waits or is refused; the others
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
            @DefaultValue("100") @Min(1) @Max(1000000) int rate,
            @DefaultValue("500") @Min(1) @Max(1000000) int pending,
            @DefaultValue("5000") @Min(1) @Max(1000000) int unread,

            @DefaultValue("64MB") @DataSizeRange(min = "1MB", max = "1TB")
            DataSize unreadSize,

            @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
            Duration unreadFor,

            @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(hours = 1)
            Duration transaction) {}

    /**
     * Limits beyond which health is DEGRADED.
     *
     * @param filled percentage of a client's {@code quota} of unread messages, or of the {@code store}, from which health is DEGRADED
     * @param age age of the oldest message in one of the server's queues from which health is DEGRADED
     */
    public record Warning(
            @DefaultValue("70") @Min(1) @Max(100) int filled,

            @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
            Duration age) {}

    /**
     * Disk and memory limits of the embedded broker.
     *
     * @param disk maximum size of the store on disk; beyond it a send fails
     * @param memory maximum heap for the messages of all queues together
     * @param memoryPerQueue maximum heap for the messages of one queue, so that a slow client does not use up {@code memory}
     * @param sendFailAfter maximum time that a send waits for free space before it fails
     * @param page number of messages of a queue that are paged in together; limits the messages visible to one transacted reader
     * @param indexPage size of a page of a new store's index. Each message changes some pages, each of which is written whole. An existing
     *     store keeps its size
     */
    public record Store(
            @DefaultValue("4GB") @DataSizeRange(min = "16MB", max = "100TB")
            DataSize disk,

            @DefaultValue("128MB") @DataSizeRange(min = "16MB", max = "1TB")
            DataSize memory,

            @DefaultValue("16MB") @DataSizeRange(min = "1MB", max = "1TB")
            DataSize memoryPerQueue,

            @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
            Duration sendFailAfter,

            @DefaultValue("2000") @Min(200) @Max(100000) int page,

            @DefaultValue("1KB") @DataSizeRange(min = "512B", max = "64KB")
            DataSize indexPage) {

        /** Validates memoryPerQueue. */
        @AssertTrue(
                message =
                        "The value is above coincide.broker.store.memory. Set at most the value of coincide.broker.store.memory.")
        boolean isMemoryPerQueue() {
            return memoryPerQueue.compareTo(memory) <= 0;
        }
    }

    /**
     * The server's connection.
     *
     * @param connectTimeout maximum time to connect to the broker
     * @param requestTimeout maximum time that a caller waits for the broker's response, and the maximum time of a write to the
     *     network; afterwards the caller gets an exception, and what it sent may or may not have been accepted
     * @param closeTimeout maximum time that closing a connection waits for the broker
     * @param prefetch number of messages that a listener prefetches
     * @param pool maximum number of connections that senders share; with two, the relay transmits a batch while another is committed
     */
    public record Connection(
            @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
            Duration connectTimeout,

            @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
            Duration requestTimeout,

            @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
            Duration closeTimeout,

            @DefaultValue("100") @Min(1) @Max(100) int prefetch,
            @DefaultValue("2") @Min(1) @Max(100) int pool) {}

    /**
     * The back-off between deliveries of a message that failed for a technical reason. The number of deliveries is unlimited: a
     * valid message must not become a dead letter because a database was unreachable.
     *
     * @param first pause before the second delivery
     * @param longest maximum pause; the pause doubles with each delivery
     * @param rejected interval at which the embedded broker returns the messages that a client gave up to the client's queue
     */
    public record Redelivery(
            @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
            Duration first,

            @DefaultValue("10s") @DurationMin(millis = 10) @DurationMax(hours = 1)
            Duration longest,

            @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(days = 1)
            Duration rejected) {

        /** Validates longest. */
        @AssertTrue(
                message =
                        "The value is below coincide.broker.redelivery.first. Set at least the value of coincide.broker.redelivery.first.")
        boolean isLongest() {
            return longest.compareTo(first) >= 0;
        }
    }

    /**
     * The server's message listeners.
     *
     * @param concurrency minimum and maximum number of sessions of one listener, {@code min-max}
     * @param firstReconnect pause before a listener's second attempt to connect to an unreachable broker
     * @param longestReconnect maximum pause; the pause doubles with each attempt
     */
    public record Listener(
            @DefaultValue("1-2")
            @Pattern(regexp = "[1-9]\\d?-[1-9]\\d?", message = "two numbers from 1 to 99, such as 1-2")
            String concurrency,

            @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
            Duration firstReconnect,

            @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
            Duration longestReconnect) {

        /** Validates longestReconnect. */
        @AssertTrue(
                message =
                        "The value is below coincide.broker.listener.first-reconnect. Set at least the value of coincide.broker.listener.first-reconnect.")
        boolean isLongestReconnect() {
            return longestReconnect.compareTo(firstReconnect) >= 0;
        }

        /** Validates concurrency. */
        @AssertTrue(message = "The maximum is below the minimum. Set minimum-maximum, such as 1-2.")
        boolean isConcurrency() {
            String[] numbers = concurrency.split("-");
            return numbers.length != 2
                    || !concurrency.matches("[0-9-]{3,5}")
                    || Integer.parseInt(numbers[0]) <= Integer.parseInt(numbers[1]);
        }
    }
}
