package org.coincide.client.catalogue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.exchange.RetryAfter;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ExchangeFunction;

/** Requests to the server's HTTP API with the client's login. Follows no redirect, which could lead the secret elsewhere. */
@Component
public class ServerRequests {

    private final CatalogueProperties properties;
    private final ClientProperties client;
    private final Clock clock;
    private final RestClient http;

    /** The end of the pause for which the server has asked. */
    private volatile Instant pauseEnd = Instant.MIN;

    ServerRequests(CatalogueProperties properties, ClientProperties client, SslBundles bundles, Clock clock) {
        this.properties = properties;
        this.client = client;
        this.clock = clock;
        var connections = HttpClient.newBuilder()
                .connectTimeout(properties.requestTimeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        if (!properties.sslBundle().isEmpty()) {
            connections.sslContext(bundles.getBundle(properties.sslBundle()).createSslContext());
        }
        var requests = new JdkClientHttpRequestFactory(connections.build());
        requests.setReadTimeout(properties.requestTimeout());
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** Returns whether requests to the server's HTTP API are enabled. */
    public boolean isEnabled() {
        return properties.enabled();
    }

    /**
     * Sends GET for a response of a media type, and returns what is read of it; throws a RestClientException, without a request, until the
     * time is over after which the server wants the next one.
     */
    public <T> T get(String path, MediaType type, ExchangeFunction<T> read) {
        requireNoPause();
        return http.get()
                .uri(properties.url().replaceAll("/$", "") + path)
                .headers(headers -> headers.setBasicAuth(client.id(), client.secret()))
                .accept(type)
                .exchange((request, response) -> {
                    RetryAfter.of(
                                    response.getStatusCode().value(),
                                    Optional.ofNullable(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)),
                                    clock.instant())
                            .ifPresent(this::pause);
                    return read.exchange(request, response);
                });
    }

    private void pause(Duration asked) {
        var limit = properties.retryAtMost();
        pauseEnd = clock.instant().plus(asked.compareTo(limit) < 0 ? asked : limit);
    }

    /** A pause that ends after the longest one began before the clock was set back, and is over. */
    private void requireNoPause() {
        var now = clock.instant();
        if (now.isBefore(pauseEnd) && !pauseEnd.isAfter(now.plus(properties.retryAtMost()))) {
            throw new ResourceAccessException("The server is busy. The next request follows after " + pauseEnd + ".");
        }
    }

    /**
     * Sends GET, and returns the body of the JSON response; throws an IOException for another status than 200.
     *
     * @param setting name of the setting of the maximum size
     */
    public byte[] body(String path, DataSize maxSize, String setting) throws IOException {
        return get(path, MediaType.APPLICATION_JSON, (request, response) -> body(response, maxSize, setting));
    }

    private static byte[] body(ClientHttpResponse response, DataSize maxSize, String setting) throws IOException {
        if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
            int status = response.getStatusCode().value();
            throw new IOException("The server responded with status " + status
                    + (RetryAfter.isBusy(status)
                            ? ". It is busy; the request is repeated."
                            : ". Check coincide.catalogue.url, and the client's secret."));
        }
        int limit = (int) maxSize.toBytes();
        var body = response.getBody().readNBytes(limit + 1);
        if (body.length > limit) {
            throw new IOException(
                    "The response is larger than " + setting + ", " + limit + " bytes. Raise the setting.");
        }
        return body;
    }
}
