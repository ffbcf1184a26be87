package org.coincide.client.forwarding;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.coincide.client.exchange.Address;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the queue of the client's own broker to which verified messages are forwarded. Pauses and attempts are those of {@code
 * coincide.webhook}.
 *
 * @param url an ActiveMQ URL of the client's own broker; no queue without it
 * @param user the broker's account
 * @param password password of the account
 * @param name the queue
 * @param requestTimeout maximum time to wait for the broker's response
 */
@Validated
@ConfigurationProperties("coincide.hand-on-queue")
public record ForwardingQueueProperties(
        @Pattern(
                regexp = "(failover|tcp|ssl|nio|nio\\+ssl|vm|discovery):\\S+",
                message = "an ActiveMQ URL, such as ssl://broker.example.org:61617")
        String url,

        @DefaultValue("") @Size(max = 255) String user,
        @DefaultValue("") @Size(max = 255) String password,

        @DefaultValue("coincide.trades") @NotBlank @Size(max = 255)
        String name,

        @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration requestTimeout) {

    /** Validates url. */
    @AssertTrue(message = "The URL is no URI. Set an ActiveMQ URL, such as ssl://broker.example.org:61617.")
    boolean isUrl() {
        return url == null || Address.of(url).isPresent();
    }

    boolean isEnabled() {
        return url != null;
    }
}
