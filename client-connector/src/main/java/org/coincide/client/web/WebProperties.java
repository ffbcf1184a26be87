package org.coincide.client.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.coincide.client.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the web server and its page.
 *
 * @param hosts host names of this client; requests with another host name are refused
 * @param bodyLimit maximum size of a request's body
 * @param watchLimit maximum number of concurrent change streams to pages
 * @param watchTime duration of a change stream, after which the page reconnects
 * @param watchPause minimum time between two events of a change stream
 * @param trackingLinks address of a parcel's page at its carrier, by the carrier's name in messages: an https URL with {trackingNumber}
 */
@Validated
@ConfigurationProperties("coincide.web")
public record WebProperties(
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"})
        Set<@Pattern(regexp = "[A-Za-z0-9.:\\[\\]_-]{1,255}") String> hosts,

        @DefaultValue("256KB") @DataSizeRange(min = "64KB", max = "16MB")
        DataSize bodyLimit,

        @DefaultValue("50") @Min(1) @Max(10000) int watchLimit,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration watchTime,

        @DefaultValue("250ms") @DurationMin @DurationMax(minutes = 1)
        Duration watchPause,

        @DefaultValue Map<String, @Pattern(regexp = LINK, message = LINK_TEXT) String> trackingLinks) {

    private static final String LINK = "https://[^{}\\s]+\\{trackingNumber}[^{}\\s]*";
    private static final String LINK_TEXT = "an https URL with {trackingNumber}";
}
