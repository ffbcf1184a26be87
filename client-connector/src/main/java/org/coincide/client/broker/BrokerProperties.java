package org.coincide.client.broker;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.coincide.client.exchange.Address;
import org.coincide.client.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the connection to the broker.
 *
 * @param url an ActiveMQ URL; several brokers as {@code failover:(tcp://a:61616,tcp://b:61616)}. The client adds time-outs and the
 *     limit of a frame, unless the URL sets them
 * @param sslBundle name of the SSL bundle ({@code spring.ssl.bundle}) with the certificates to trust, for an {@code ssl:} URL; empty
 *     for those that Java trusts
 * @param maxFrameSize maximum size of a command on the wire; limits the size of every message
 * @param inactivity time without traffic, keep-alives included, after which a connection is closed as dead; noticed after at most
 *     twice this time
 * @param connectTimeout maximum time to connect
 * @param requestTimeout maximum time to wait for the broker's response, and the maximum time of a write to the network
 * @param closeTimeout maximum time to close a connection before it is abandoned
 * @param prefetch number of messages that the broker sends to the inbox in advance; at most 100, which limits memory use
 * @param refusedPause time for which nothing is sent after the broker has refused messages, because too many of this client's wait or its
 *     disk is full
 */
@Validated
@ConfigurationProperties("coincide.broker")
public record BrokerProperties(
        @DefaultValue("tcp://127.0.0.1:61616")
        @Pattern(
                regexp = "(failover|tcp|ssl|nio|nio\\+ssl|vm|discovery):\\S+",
                message = "an ActiveMQ URL, such as ssl://broker.example.org:61617")
        String url,

        @DefaultValue("") @Size(max = 255) String sslBundle,

        @DefaultValue("1MB") @DataSizeRange(min = "64KB", max = "100MB")
        DataSize maxFrameSize,

        @DefaultValue("5s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration inactivity,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration connectTimeout,

        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration requestTimeout,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration closeTimeout,

        @DefaultValue("100") @Min(1) @Max(100) int prefetch,

        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration refusedPause) {

    /** Validates url. */
    @AssertTrue(message = "The URL is no URI. Set an ActiveMQ URL, such as ssl://broker.example.org:61617.")
    boolean isUrl() {
        return Address.of(url).isPresent();
    }
}
