package org.coincide.client.catalogue;

import jakarta.validation.constraints.AssertTrue;
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
 * Settings of the server's catalogue.
 *
 * @param enabled whether the catalogue is fetched
 * @param url URL of the server's HTTP API, without a path. The client logs in there with its identifier and
 *     secret, so the URL must be encrypted unless it is on this machine
 * @param sslBundle name of the SSL bundle ({@code spring.ssl.bundle}) with the certificates to trust; empty for those that Java
 *     trusts
 * @param refreshInterval time between two fetches
 * @param requestTimeout maximum time of a connection, and of a response
 * @param retryAtMost maximum time for which nothing is requested after the server has answered 429 or 503 with Retry-After
 * @param maxSize maximum size of the catalogue
 */
@Validated
@ConfigurationProperties("coincide.catalogue")
public record CatalogueProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("http://127.0.0.1:8080")
        @Pattern(
                regexp = "https://[^\\s/]+/?|http://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?/?",
                message = "an https URL without a path, such as https://server.example.org")
        String url,

        @DefaultValue("") @Size(max = 255) String sslBundle,

        @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration refreshInterval,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration requestTimeout,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration retryAtMost,

        @DefaultValue("1MB") @DataSizeRange(min = "64KB", max = "1MB")
        DataSize maxSize) {

    /** Validates url; another scheme is named by its pattern. */
    @AssertTrue(
            message =
                    "Nothing can be sent to the URL. Set an https URL without a path, such as https://server.example.org, whose host has"
                            + " letters, digits, hyphens and dots.")
    boolean isUrl() {
        return !url.startsWith("http") || Address.ofHttp(url).isPresent();
    }
}
